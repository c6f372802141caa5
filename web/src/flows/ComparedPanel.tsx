// What the draft changed since a version: node by node, and within a node line by line.
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useBuilder } from "./builder";
import { differenceOf } from "./model/difference";
import { write } from "./model/document";
import { lineChanges } from "./model/lines";
import type { Json } from "./model/tree";
import styles from "./flows.module.css";

export function ComparedPanel() {
  const { t } = useTranslation();
  const { compared, compare, tree, visit } = useBuilder();
  if (!compared) return null;
  const { nodes, settings, count } = differenceOf(compared.tree, tree);
  return (
    <div className={styles.compared}>
      <p>{t("builder.compared", { version: compared.version, count })}</p>
      {Object.entries(nodes).map(([id, change]) => (
        <details key={id}>
          <summary
            onClick={() => {
              visit(id);
            }}
          >
            <span className={styles.change} data-change={change}>
              {change && t(`builder.change.${change}`)}
            </span>{" "}
            {id}
          </summary>
          <Lines before={compared.tree.nodes[id]} after={tree.nodes[id]} />
        </details>
      ))}
      {settings.map((key) => (
        <details key={key}>
          <summary>
            <span className={styles.change} data-change="changed">
              {t("builder.change.changed")}
            </span>{" "}
            {key}
          </summary>
          <Lines before={compared.tree.whole[key]} after={tree.whole[key]} />
        </details>
      ))}
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => {
          compare(null);
        }}
      >
        {t("builder.stopComparing")}
      </Button>
    </div>
  );
}

const SIGNS = { same: " ", added: "+", removed: "−" };

function Lines({ before, after }: { before: Json | undefined; after: Json | undefined }) {
  const text = (value: Json | undefined) => (value === undefined ? "" : write(value).trimEnd());
  return (
    <pre className={styles.lines} tabIndex={0}>
      {lineChanges(text(before), text(after)).map(({ line, change }, index) => (
        <span key={index} data-change={change}>
          {SIGNS[change]} {line}
          {"\n"}
        </span>
      ))}
    </pre>
  );
}
