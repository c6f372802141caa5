import { ActionIcon, Button, SegmentedControl, TextInput, Tooltip } from "@mantine/core";
import { IconCopy, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { useBuilder } from "../builder";
import { KindIcon } from "../canvas/KindIcon";
import { useKindName } from "../canvas/useKindName";
import { freeName, paste, rename } from "../model/edits";
import { kindOf } from "../model/kinds";
import { kindKey } from "../model/outlets";
import { contentSchema, ROUTES } from "../model/schema";
import type { JsonObject } from "../model/tree";
import { ContentFields } from "./ContentFields";
import { NodeField } from "./fields/NodeField";
import { NodeProblems } from "./NodeProblems";
import styles from "./panel.module.css";
import { StandingList } from "./StandingList";

export function NodeSettings({ id, node }: { id: string; node: JsonObject }) {
  const { t } = useTranslation();
  const kindName = useKindName();
  const { mayEdit, language, languages, setLanguage } = useBuilder();
  const kind = kindKey(node);
  const { routes } = kindOf(kind);
  return (
    <section aria-label={t("builder.settingsOf", { name: id })} className={styles.fields}>
      <header className={styles.nodeHeader}>
        <KindIcon kind={kind} size={20} />
        <h2 className="grow ellipsis">{kindName(kind)}</h2>
        {mayEdit && <NodeActions id={id} node={node} />}
      </header>
      <NodeProblems id={id} />
      {languages.length > 1 && (
        <SegmentedControl
          size="xs"
          aria-label={t("builder.textsIn")}
          data={languages}
          value={language}
          onChange={setLanguage}
        />
      )}
      <ContentFields id={id} kind={kind} schema={contentSchema(kind)} value={node[kind]} />
      {routes.length > 0 && (
        <fieldset className={styles.group}>
          <legend>{t("builder.ways")}</legend>
          {ROUTES.filter((route) => routes.includes(route) || route in node).map((route) => (
            <NodeField
              key={route}
              label={t(`builder.route.${route}`)}
              path={["nodes", id, route]}
              value={node[route]}
              except={id}
            />
          ))}
        </fieldset>
      )}
      <NameField id={id} />
      <StandingList node={id} />
    </section>
  );
}

function NodeActions({ id, node }: { id: string; node: JsonObject }) {
  const { t } = useTranslation();
  const { tree, apply, remove, select } = useBuilder();
  const makeStart = () => {
    apply((draft) => {
      draft.set(["start"], id);
    });
  };
  const duplicate = () => {
    let names: string[] = [];
    apply((draft) => {
      names = paste(draft, tree, { [id]: node });
    });
    select(names);
  };
  return (
    <>
      {tree.start !== id && (
        <NodeAction label={t("builder.makeStart")} act={makeStart}>
          <IconPlayerPlay size={16} />
        </NodeAction>
      )}
      <NodeAction label={t("builder.duplicate")} act={duplicate}>
        <IconCopy size={16} />
      </NodeAction>
      <NodeAction
        label={t("builder.delete")}
        act={() => {
          remove([id]);
        }}
      >
        <IconTrash size={16} />
      </NodeAction>
    </>
  );
}

function NodeAction({ label, act, children }: { label: string; act: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={act}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** The name of a node; everything that speaks of it follows. */
function NameField({ id }: { id: string }) {
  const { t } = useTranslation();
  const { tree, apply, visit, mayEdit } = useBuilder();
  const [name, setName] = useState(id);
  const changed = name !== id && name !== "";
  const save = () => {
    if (!changed) return;
    const free = freeName(name, (candidate) => candidate !== id && Object.hasOwn(tree.nodes, candidate));
    apply((draft) => {
      rename(draft, tree, id, free);
    });
    visit(free);
  };
  return (
    <div className={styles.withButton}>
      <TextInput
        className="grow"
        label={t("builder.name")}
        value={name}
        readOnly={!mayEdit}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") save();
        }}
      />
      {changed && mayEdit && (
        <Button variant="default" onClick={save}>
          {t("builder.rename")}
        </Button>
      )}
    </div>
  );
}
