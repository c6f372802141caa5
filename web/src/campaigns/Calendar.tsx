// The campaigns of a month on their days: what went out, and what is to go.
import { ActionIcon, Button } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Campaign } from "../api/types";
import { useNow } from "../app/clock";
import { type Day, monthOf, monthsOn, weeksOf } from "./model/calendar";
import { TONES } from "./states";
import styles from "./campaigns.module.css";

/** Of a draft nobody knows the day. */
const dayOf = ({ state, start_at: starts, launched_at: launched }: Campaign) =>
  state === "scheduled" ? starts : launched;

export function Calendar({ campaigns }: { campaigns: Campaign[] }) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const [month, setMonth] = useState(() => monthOf(now));
  const title = new Intl.DateTimeFormat(i18n.language, { month: "long", year: "numeric" }).format(month);
  const weekday = new Intl.DateTimeFormat(i18n.language, { weekday: "short" });
  const weeks = weeksOf(month, campaigns, dayOf);
  return (
    <section className={styles.calendar} aria-label={title}>
      <header>
        <ActionIcon
          variant="default"
          aria-label={t("campaigns.previousMonth")}
          onClick={() => {
            setMonth(monthsOn(month, -1));
          }}
        >
          <IconChevronLeft size={16} />
        </ActionIcon>
        <h2>{title}</h2>
        <ActionIcon
          variant="default"
          aria-label={t("campaigns.nextMonth")}
          onClick={() => {
            setMonth(monthsOn(month, 1));
          }}
        >
          <IconChevronRight size={16} />
        </ActionIcon>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            setMonth(monthOf(now));
          }}
        >
          {t("campaigns.thisMonth")}
        </Button>
      </header>
      <div className={styles.scroll} tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              {weeks[0]?.map(({ at }) => (
                <th key={at} scope="col">
                  {weekday.format(at)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {weeks.map((week) => (
              <tr key={week[0]?.at}>
                {week.map((day) => (
                  <DayCell key={day.at} day={day} isToday={now >= day.at && now < day.at + 86_400_000} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function DayCell({ day, isToday }: { day: Day<Campaign>; isToday: boolean }) {
  return (
    <td data-outside={!day.isInMonth || undefined} data-today={isToday || undefined}>
      <span className={styles.dayNumber}>{new Date(day.at).getDate()}</span>
      {day.items.map(({ id, name, state }) => (
        <Link key={id} to="/campaigns/$campaignId" params={{ campaignId: id }} data-tone={TONES[state]} title={name}>
          {name}
        </Link>
      ))}
    </td>
  );
}
