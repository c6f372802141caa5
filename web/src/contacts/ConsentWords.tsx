import { useTranslation } from "react-i18next";
import type { ConsentRecord } from "../api/types";
import { RelativeTime } from "../app/RelativeTime";
import { useLookup } from "../i18n/lookup";
import { ConsentChip } from "./ConsentChip";
import styles from "./person.module.css";

/** One record: what was said, in which words, how, and when. */
export function ConsentWords({ record }: { record: ConsentRecord }) {
  const { t } = useTranslation();
  const lookup = useLookup();
  return (
    <div className={styles.record}>
      <span>
        {t(`consent.category.${record.category}`)} <ConsentChip state={record.state} />
      </span>
      <q>{record.words}</q>
      <span className="soft small">
        {lookup(`consent.source.${record.source}`) ?? record.source}
        {record.by && ` · ${record.by}`} · <RelativeTime at={record.at} />
      </span>
    </div>
  );
}
