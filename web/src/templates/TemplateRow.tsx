import { IconPencil } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ListedTemplate } from "../api/types";
import { Chip } from "../app/Chip";
import { useFormat } from "../app/format";
import { RelativeTime } from "../app/RelativeTime";
import { useMay } from "../app/session";
import { currentLanguage } from "../i18n";
import { bodyOf } from "../message/template";
import { languageName } from "./languages";
import { usageOf } from "./order";
import { useReason } from "./reasons";
import { statusTone } from "./status";
import { QualityChip, StatusChip, StatusIcon } from "./StatusChip";
import { TemplateMenu } from "./TemplateMenu";
import styles from "./templates.module.css";

/** One template: its languages side by side, each with its standing. */
export function TemplateRow({ languages }: { languages: ListedTemplate[] }) {
  const { t } = useTranslation();
  const reasonOf = useReason();
  const may = useMay()("manage_templates");
  const [first, ...others] = languages;
  if (!first) return null;
  const worst = languages.find(({ status }) => statusTone(status) === "bad" || status === "paused") ?? first;
  const reason = reasonOf(worst);
  const updated = Math.max(...languages.map(({ updated_at }) => updated_at));
  return (
    <article className={styles.row}>
      <div className={styles.rowTop}>
        <h2 className="ellipsis">
          <Link to="/templates/$templateId" params={{ templateId: first.id }} className={styles.rowLink}>
            {first.name}
          </Link>
        </h2>
        <StatusChip status={worst.status} />
        <Chip>{t(`templates.category.${first.category as "UTILITY"}`)}</Chip>
        <QualityChip quality={worst.quality} />
        {languages.some(({ has_draft, status }) => has_draft && status !== "draft") && (
          <Chip tone="warn" icon={<IconPencil size={14} />}>
            {t("templates.changed")}
          </Chip>
        )}
        <span className={`soft small ${styles.rowTime}`}>
          <RelativeTime at={updated} />
        </span>
        {may && (
          <div className={styles.rowMenu}>
            <TemplateMenu languages={[first, ...others]} size="sm" />
          </div>
        )}
      </div>
      <p className={`soft small ellipsis ${styles.rowText}`}>{bodyOf(first)}</p>
      <Used languages={languages} />
      <ul className={styles.languages}>
        {languages.map((template) => (
          <li key={template.id}>
            <Link
              to="/templates/$templateId"
              params={{ templateId: template.id }}
              className={styles.language}
              data-tone={statusTone(template.status)}
              title={`${languageName(template.language, currentLanguage())}: ${t(`templates.status.${template.status}`)}`}
            >
              <StatusIcon status={template.status} />
              {template.language}
              <span className="heard">{t(`templates.status.${template.status}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
      {reason && <p className={statusTone(worst.status) === "warn" ? styles.announced : styles.reason}>{reason}</p>}
      {first.announced_category && (
        <p className={styles.announced}>
          {t("templates.announced", {
            category: t(`templates.category.${first.announced_category as "UTILITY"}`),
          })}
        </p>
      )}
    </article>
  );
}

/** What campaigns and series did with it. */
function Used({ languages }: { languages: ListedTemplate[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { lastAt, sent, read, delivered, rate } = usageOf(languages);
  const readOf = t("templates.readOf", { numerator: format.number(read), denominator: format.number(delivered) });
  return (
    <dl className={styles.used} title={t("templates.usedHint")}>
      <div>
        <dt>{t("templates.lastUsed")}</dt>
        <dd>{lastAt === null ? t("templates.neverUsed") : <RelativeTime at={lastAt} />}</dd>
      </div>
      <div>
        <dt>{t("templates.sentLately")}</dt>
        <dd>{format.number(sent)}</dd>
      </div>
      <div>
        <dt>{t("templates.readRate")}</dt>
        <dd title={readOf}>{rate === null ? "–" : format.percent(rate)}</dd>
      </div>
    </dl>
  );
}
