import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./content.module.css";

/** Cards side by side, moved by hand, by keys or by the arrows. */
export function Carousel({ cards }: { cards: ReactNode[] }) {
  const { t } = useTranslation();
  const strip = useRef<HTMLUListElement>(null);
  const move = (step: number) => {
    const width = strip.current?.firstElementChild?.clientWidth ?? 0;
    strip.current?.scrollBy({ left: step * width, behavior: "smooth" });
  };
  return (
    <div className={styles.carousel}>
      <ul ref={strip} className={styles.strip} tabIndex={0} aria-label={t("message.cards", { count: cards.length })}>
        {cards.map((card, index) => (
          <li key={index} className={styles.carouselCard}>
            {card}
          </li>
        ))}
      </ul>
      {cards.length > 1 && (
        <div className={styles.arrows}>
          <ActionIcon
            size="md"
            radius="xl"
            variant="default"
            aria-label={t("message.previousCard")}
            onClick={() => {
              move(-1);
            }}
          >
            <IconChevronLeft size={16} />
          </ActionIcon>
          <ActionIcon
            size="md"
            radius="xl"
            variant="default"
            aria-label={t("message.nextCard")}
            onClick={() => {
              move(1);
            }}
          >
            <IconChevronRight size={16} />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
