import { useTranslation } from "react-i18next";
import type { TemplateChange } from "../api/types";
import { RelativeTime } from "../app/RelativeTime";
import { useFormat } from "../app/format";
import { useLookup } from "../i18n/lookup";
import styles from "./preview.module.css";

/** What goes with a change, by its kind. */
interface Detail {
  to?: string;
  reason?: string;
  explanation?: string;
  recommendation?: string;
  takes_effect_at?: number;
  content?: { components?: { type?: string; text?: string }[] };
}

/** From its beginning to its last review; the newest first. Versions open to show their text. */
export function Timeline({ changes }: { changes: TemplateChange[] }) {
  const { t } = useTranslation();
  if (changes.length === 0) return null;
  return (
    <section>
      <h2 className={styles.heading}>{t("templates.timeline")}</h2>
      <ol className={styles.timeline}>
        {changes.map((change) => (
          <li key={change.id}>
            <Change change={change} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Change({ change }: { change: TemplateChange }) {
  const { t } = useTranslation();
  const lookup = useLookup();
  const format = useFormat();
  const detail = change.detail as Detail;
  const to = detail.to ?? "";
  const category = lookup(`templates.category.${to}`) ?? to;
  const when = detail.takes_effect_at ? format.dateTime(detail.takes_effect_at) : "";
  const told =
    lookup(`templates.change.${change.kind}.${to}`) ??
    lookup(`templates.change.${change.kind}`, { category, when }) ??
    change.kind;
  const reason = detail.reason ? lookup(`templates.reason.${detail.reason}`) : undefined;
  const metas = reason && to !== "rejected" ? [] : [detail.explanation, detail.recommendation];
  const words = [reason, ...metas].filter(Boolean);
  const body = detail.content?.components?.find(({ type }) => type?.toUpperCase() === "BODY")?.text;
  return (
    <>
      <div>{told}</div>
      {words.length > 0 && <div className="small">{words.join(" ")}</div>}
      {body && (
        <details className="small">
          <summary>{t("templates.version")}</summary>
          <p className={styles.version}>{body}</p>
        </details>
      )}
      <div className="soft small">
        {change.by ??
          t(change.kind === "begun" || change.kind === "submitted" ? "templates.byProgram" : "templates.byMeta")}{" "}
        · <RelativeTime at={change.at} />
      </div>
    </>
  );
}
