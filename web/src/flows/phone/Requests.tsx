import { useTranslation } from "react-i18next";
import type { SimulatedTurn } from "../../api/types";
import styles from "./draft.module.css";

/** What the flow asked other systems, and what it was answered. */
export function Requests({ turns }: { turns: SimulatedTurn[] }) {
  const { t } = useTranslation();
  const lines = turns
    .flatMap(({ events }) => events)
    .filter((event) => event.kind === "requested" || event.kind === "answered");
  if (lines.length === 0) return <p className="soft">{t("builder.noRequests")}</p>;
  return (
    <ul className={styles.log}>
      {lines.map((event, index) => (
        <li key={index}>
          {event.kind === "requested" ? (
            <>
              <strong>{event.method}</strong> {event.url}
              {event.body !== null && <pre tabIndex={0}>{JSON.stringify(event.body, null, 2)}</pre>}
            </>
          ) : (
            <>
              <strong>{event.status ?? t("builder.noAnswer")}</strong> {event.error}
              <pre tabIndex={0}>{JSON.stringify(event.body, null, 2)}</pre>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
