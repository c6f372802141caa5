import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Overview } from "../api/types";
import { useFormat } from "../app/format";
import { useMay } from "../app/session";
import type { InboxSearch } from "../inbox/search";
import { Figure } from "./Figure";
import styles from "./overview.module.css";

type Name = keyof Overview["conversations"];

const ROWS: { name: Name; search: InboxSearch }[] = [
  { name: "open", search: {} },
  { name: "unassigned", search: { tab: "unassigned" } },
  { name: "bot", search: { owner: "bot" } },
  { name: "human", search: { owner: "human" } },
  { name: "nobody", search: { owner: "nobody" } },
  { name: "pending", search: { status: "pending" } },
  { name: "snoozed", search: { status: "snoozed" } },
];

export function ConversationFigures({ conversations }: { conversations: Overview["conversations"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay()("read_conversations");
  return (
    <section aria-label={t("overview.conversations")}>
      <h2>{t("overview.conversations")}</h2>
      <dl className={styles.figures}>
        {ROWS.map(({ name, search }) => (
          <Figure
            key={name}
            label={t(`overview.conversation.${name}`)}
            meaning={t(`overview.conversationMeaning.${name}`)}
            value={format.number(conversations[name])}
          >
            {may && conversations[name] > 0 && (
              <Link to="/inbox" search={search}>
                {t("overview.see")}
              </Link>
            )}
          </Figure>
        ))}
      </dl>
    </section>
  );
}
