// What was posted lately, and what became of each; one of them is what the mapping is tried on.
import { Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Hook, HookPayload } from "../../api/types";
import { Chip, type Tone } from "../../app/Chip";
import { RelativeTime } from "../../app/RelativeTime";
import { Faults } from "../Faults";
import styles from "./hooks.module.css";

const TONES: Record<HookPayload["outcome"], Tone> = {
  recorded: "plain",
  taken_in: "ok",
  known: "plain",
  failed: "bad",
};

interface Props {
  hook: Hook;
  examples: HookPayload[];
  chosen: HookPayload | undefined;
  onChoose: (id: string) => void;
}

export function Examples({ hook, examples, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  if (!chosen) return <p className="soft">{t("hooks.noExamples")}</p>;
  return (
    <div className={styles.examples}>
      <Table.ScrollContainer
        minWidth={280}
        maxHeight={320}
        type="native"
        tabIndex={0}
        role="region"
        aria-label={t("hooks.examples")}
      >
        <Table verticalSpacing={4} className="small">
          <Table.Tbody>
            {examples.map((example) => (
              <Table.Tr key={example.id} data-chosen={example.id === chosen.id || undefined} className={styles.example}>
                <Table.Td>
                  <button
                    type="button"
                    className={styles.choose}
                    aria-pressed={example.id === chosen.id}
                    onClick={() => {
                      onChoose(example.id);
                    }}
                  >
                    <RelativeTime at={example.received_at} />
                  </button>
                </Table.Td>
                <Table.Td>
                  <Chip tone={TONES[example.outcome]}>{t(`hooks.outcome.${example.outcome}`)}</Chip>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <div className={styles.payload}>
        {chosen.faults.length > 0 && <Faults faults={chosen.faults} />}
        {Object.entries(chosen.headers).map(([name, value]) => (
          <code key={name} className="small">
            {name}: {value}
          </code>
        ))}
        <pre tabIndex={0} aria-label={t("hooks.body", { name: hook.name })}>
          {JSON.stringify(chosen.body, null, 2)}
        </pre>
      </div>
    </div>
  );
}
