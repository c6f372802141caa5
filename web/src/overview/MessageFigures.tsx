import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Overview } from "../api/types";
import { useFormat } from "../app/format";
import { useMay } from "../app/session";
import { Figure } from "./Figure";
import styles from "./overview.module.css";

const LAG_WARN_MS = 5_000;

/** What came in and what went out, and that it adds up. */
export function MessageFigures({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayJournal = useMay()("read_journal");
  const figure = (
    name: "received" | "processed" | "pending" | "parked" | "sent" | "queued" | "uncertain" | "failed",
  ) => ({
    label: t(`overview.${name}`),
    meaning: t(`overview.${name}Meaning`),
    value: format.number(overview[name]),
  });
  const { parked, uncertain, undecided, failed, lag_ms } = overview;
  return (
    <section aria-label={t("overview.messages")}>
      <div className={styles.groups}>
        <div>
          <h2>{t("overview.in")}</h2>
          <dl className={styles.figures}>
            <Figure {...figure("received")} />
            <Figure {...figure("processed")} />
            <Figure {...figure("pending")} />
            <Figure {...figure("parked")} tone={parked > 0 ? "warn" : undefined}>
              {parked > 0 && mayJournal && (
                <Link to="/journal" search={{ state: "parked" }}>
                  {t("overview.see")}
                </Link>
              )}
            </Figure>
            <Figure
              label={t("overview.lag")}
              meaning={t("overview.lagMeaning")}
              value={format.duration(lag_ms)}
              tone={lag_ms > LAG_WARN_MS ? "warn" : undefined}
            />
          </dl>
          <p className="soft small">
            {t("overview.adds", {
              received: format.number(overview.received),
              processed: format.number(overview.processed),
              parked: format.number(overview.parked),
              pending: format.number(overview.pending),
            })}
          </p>
        </div>
        <div>
          <h2>{t("overview.out")}</h2>
          <dl className={styles.figures}>
            <Figure {...figure("sent")} />
            <Figure {...figure("queued")} />
            <Figure {...figure("uncertain")} tone={uncertain > 0 ? "warn" : undefined}>
              {undecided > 0 && t("overview.undecided", { count: undecided })}
            </Figure>
            <Figure {...figure("failed")} tone={failed > 0 ? "bad" : undefined} />
          </dl>
        </div>
      </div>
    </section>
  );
}
