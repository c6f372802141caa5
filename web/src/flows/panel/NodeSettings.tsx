import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core";
import { IconCopy, IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
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
  const { tree, apply, remove, select, mayEdit } = useBuilder();
  const kind = kindKey(node);
  const { routes } = kindOf(kind);
  return (
    <section aria-label={t("builder.settingsOf", { name: id })} className={styles.fields}>
      <header className={styles.nodeHeader}>
        <KindIcon kind={kind} size={20} />
        <h2 className="grow ellipsis">{kindName(kind)}</h2>
        {mayEdit && (
          <>
            {tree.start !== id && (
              <Tooltip label={t("builder.makeStart")}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={t("builder.makeStart")}
                  onClick={() => {
                    apply((draft) => {
                      draft.set(["start"], id);
                    });
                  }}
                >
                  <IconPlayerPlay size={16} />
                </ActionIcon>
              </Tooltip>
            )}
            <Tooltip label={t("builder.duplicate")}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("builder.duplicate")}
                onClick={() => {
                  let names: string[] = [];
                  apply((draft) => {
                    names = paste(draft, tree, { [id]: node });
                  });
                  select(names);
                }}
              >
                <IconCopy size={16} />
              </ActionIcon>
            </Tooltip>
            <Tooltip label={t("builder.delete")}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={t("builder.delete")}
                onClick={() => {
                  remove([id]);
                }}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Tooltip>
          </>
        )}
      </header>
      <NodeProblems id={id} />
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
