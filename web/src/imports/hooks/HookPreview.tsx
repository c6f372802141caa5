// A dry run: what the mapping would make of the chosen example.
import { Alert } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { hookPreviewQuery } from "../../api/hooks";
import type { Hook, HookMapping, HookPayload, HookPreview as Preview } from "../../api/types";
import { Chip } from "../../app/Chip";
import { useFormat } from "../../app/format";
import { useProblemText } from "../../app/problem-text";
import { LoadingRows } from "../../app/states";
import { Faults } from "../Faults";
import imports from "../imports.module.css";
import styles from "./hooks.module.css";

export function HookPreview({ hook, example, mapped }: { hook: Hook; example: HookPayload; mapped: HookMapping }) {
  const { t } = useTranslation();
  const words = useProblemText();
  const preview = useQuery({ ...hookPreviewQuery(hook.id, example.id, mapped), placeholderData: keepPreviousData });
  return (
    <section className={imports.card} aria-labelledby="preview">
      <h2 id="preview">{t("hooks.preview")}</h2>
      {preview.isPending && <LoadingRows rows={2} height={32} />}
      {preview.isError && (
        <Alert color="red" icon={<IconAlertTriangle />}>
          {words(preview.error)}
        </Alert>
      )}
      {preview.isSuccess && <Result preview={preview.data} />}
    </section>
  );
}

function Result({ preview }: { preview: Preview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { person, event, faults, becomes, known_event } = preview;
  if (faults.length > 0 || !person) return <Faults faults={faults} />;
  const facts: [string, string][] = [
    [t("imports.target.phone"), person.phone ?? ""],
    [t("imports.target.name"), person.name ?? ""],
    [t("imports.target.language"), person.language ?? ""],
    [t("imports.target.labels"), person.labels.join(", ")],
    ...Object.entries(person.fields).map(([name, value]): [string, string] => [name, shown(value)]),
    ...Object.entries(person.consents).map(([category, state]): [string, string] => [
      t("imports.consent"),
      t("imports.consentIs", {
        category: t(`imports.category.${category as "marketing"}`),
        state: t(`imports.consentState.${state as "opted_in"}`),
      }),
    ]),
  ];
  const told: [string, string][] = event
    ? [
        [t("imports.event"), event.name],
        [t("imports.target.event_at"), event.at === null ? "" : format.dateTime(event.at)],
        ...Object.entries(event.properties).map(([name, value]): [string, string] => [name, shown(value)]),
      ]
    : [];
  return (
    <>
      <div className={imports.facts}>
        {becomes && <Chip tone="accent">{t(`hooks.becomes.${becomes}`)}</Chip>}
        {known_event && <Chip tone="warn">{t("hooks.knownEvent")}</Chip>}
      </div>
      <dl className={styles.facts}>
        {[...facts, ...told]
          .filter(([, value]) => value !== "")
          .map(([name, value]) => (
            <div key={name + value}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
    </>
  );
}

function shown(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
