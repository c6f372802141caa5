import { useTranslation } from "react-i18next";
import { type Condition, groupOf } from "./model/condition";
import { leafWords } from "./model/words";
import styles from "./segments.module.css";
import { useSpeaking } from "./useSpeaking";

/** The whole condition in plain language. */
export function Words({ condition }: { condition: Condition }) {
  const { t } = useTranslation();
  const group = groupOf(condition);
  if (group?.kind === "all" && group.children.length === 0)
    return <p className={styles.words}>{t("segments.words.everybody")}</p>;
  return (
    <div className={styles.words}>
      <Part condition={condition} />
    </div>
  );
}

function Part({ condition }: { condition: Condition }) {
  const { t } = useTranslation();
  const speaking = useSpeaking();
  const group = groupOf(condition);
  if (!group) return <>{leafWords(condition, speaking)}</>;
  return (
    <>
      {t(`segments.group.${group.kind}`)}
      <ul>
        {group.children.map((child, index) => (
          <li key={index}>
            <Part condition={child} />
          </li>
        ))}
      </ul>
    </>
  );
}
