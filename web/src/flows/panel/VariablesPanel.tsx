import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import { variablesOf } from "../model/variables";
import styles from "./panel.module.css";

/** What the flow remembers: where each name is set and where it is used. */
export function VariablesPanel() {
  const { t } = useTranslation();
  const { tree, visit } = useBuilder();
  const own = variablesOf(tree).filter(({ setBy }) => setBy.length > 0);
  const links = (ids: string[]) =>
    ids.map((id) => (
      <button
        key={id}
        type="button"
        className={styles.link}
        onClick={() => {
          visit(id);
        }}
      >
        {id}
      </button>
    ));
  return (
    <section aria-label={t("builder.panel.variables")}>
      <h2 className={styles.title}>{t("builder.panel.variables")}</h2>
      {own.length === 0 && <p className="soft">{t("builder.noVariables")}</p>}
      {own.map(({ name, setBy, usedBy }) => (
        <dl key={name} className={styles.variable}>
          <dt>{name}</dt>
          <dd>
            {t("builder.setBy")} {links(setBy)}
          </dd>
          {usedBy.length > 0 && (
            <dd>
              {t("builder.usedBy")} {links(usedBy)}
            </dd>
          )}
        </dl>
      ))}
    </section>
  );
}
