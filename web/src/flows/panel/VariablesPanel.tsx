import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { fieldText } from "../../app/form";
import { useBuilder } from "../builder";
import { isVariableName, renameVariable, type Variable, variablesOf } from "../model/variables";
import styles from "./panel.module.css";

/** What the flow remembers: where each name is set and where it is used. */
export function VariablesPanel() {
  const { t } = useTranslation();
  const { tree } = useBuilder();
  const own = variablesOf(tree).filter(({ setBy, given }) => setBy.length > 0 || given);
  return (
    <section aria-label={t("builder.panel.variables")}>
      <h2 className={styles.title}>{t("builder.panel.variables")}</h2>
      {own.length === 0 && <p className="soft">{t("builder.noVariables")}</p>}
      {own.map((variable) => (
        <dl key={variable.name} className={styles.variable}>
          <VariableName name={variable.name} taken={own} />
          {variable.given && <dd>{t("builder.givenByCaller")}</dd>}
          {variable.setBy.length > 0 && (
            <dd>
              {t("builder.setBy")} <NodeLinks ids={variable.setBy} />
            </dd>
          )}
          {variable.usedBy.length > 0 && (
            <dd>
              {t("builder.usedBy")} <NodeLinks ids={variable.usedBy} />
            </dd>
          )}
        </dl>
      ))}
    </section>
  );
}

function NodeLinks({ ids }: { ids: string[] }) {
  const { visit } = useBuilder();
  return ids.map((id) => (
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
}

/** Given another name, it is written so wherever it is spoken of. */
function VariableName({ name, taken }: { name: string; taken: Variable[] }) {
  const { t } = useTranslation();
  const { tree, apply, mayEdit } = useBuilder();
  const [renaming, setRenaming] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = fieldText(event.currentTarget, "name").trim();
    if (!isVariableName(wanted) || taken.some((other) => other.name === wanted)) return;
    apply((draft) => {
      renameVariable(draft, tree, name, wanted);
    });
  };
  if (renaming) {
    return (
      <dt>
        <form className={styles.withButton} onSubmit={submit}>
          <TextInput
            name="name"
            className="grow"
            aria-label={t("builder.renameVariable", { name })}
            defaultValue={name}
            pattern="[A-Za-z_][A-Za-z0-9_]*"
            maxLength={64}
            required
            autoFocus
          />
          <Button type="submit" variant="default">
            {t("builder.rename")}
          </Button>
        </form>
      </dt>
    );
  }
  return (
    <dt>
      {name}{" "}
      {mayEdit && (
        <Tooltip label={t("builder.rename")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="sm"
            aria-label={t("builder.renameVariable", { name })}
            onClick={() => {
              setRenaming(true);
            }}
          >
            <IconPencil size={14} />
          </ActionIcon>
        </Tooltip>
      )}
    </dt>
  );
}
