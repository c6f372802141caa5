// What can be set of the selected node, or of the flow when none is selected.
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import { root, ROOT_FIELDS_ELSEWHERE } from "../model/fields";
import { NodeSettings } from "./NodeSettings";
import { ObjectFields } from "./ObjectFields";
import styles from "./panel.module.css";

export function SettingsPanel() {
  const { t } = useTranslation();
  const { selected, tree } = useBuilder();
  const [id] = selected;
  const node = id === undefined ? undefined : tree.nodes[id];
  if (selected.length > 1) {
    return <p className="soft">{t("builder.announceMany", { count: selected.length })}</p>;
  }
  if (id !== undefined && node) return <NodeSettings key={id} id={id} node={node} />;
  return (
    <section aria-label={t("builder.flowSettings")}>
      <h2 className={styles.title}>{t("builder.flowSettings")}</h2>
      <p className="soft">{t("builder.selectOne")}</p>
      <ObjectFields
        schema={root()}
        value={tree.whole}
        path={[]}
        basics={["languages", "triggers", "fallback"]}
        without={ROOT_FIELDS_ELSEWHERE}
      />
    </section>
  );
}
