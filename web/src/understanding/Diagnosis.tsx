// What is taught, measured on itself: what is taken for what, which sentences say the same, which intents are weak.
import { Button, Table } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { diagnose } from "../api/intents";
import type { TrainingDiagnosis } from "../api/types";
import { Chip } from "../app/Chip";
import { useFormat } from "../app/format";
import { useAction } from "../app/notify";
import styles from "./understanding.module.css";

export function Diagnosis() {
  const { t } = useTranslation();
  const look = useAction<TrainingDiagnosis>({ mutationFn: diagnose });
  return (
    <div className={styles.diagnosis}>
      <p className="soft">{t("understanding.diagnosisMeaning")}</p>
      <Button
        variant="default"
        loading={look.isPending}
        onClick={() => {
          look.mutate();
        }}
      >
        {t("understanding.diagnose")}
      </Button>
      <div role="status">{look.data && <Findings found={look.data} />}</div>
    </div>
  );
}

function Findings({ found }: { found: TrainingDiagnosis }) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = (value: number | null) => (value === null ? "–" : format.percent(value));
  return (
    <div className={styles.diagnosis}>
      <p>{t("understanding.accuracy", { share: format.percent(found.accuracy) })}</p>
      {found.confusions.length > 0 && (
        <section>
          <h3>{t("understanding.confusions")}</h3>
          <ul className={styles.misses}>
            {found.confusions.slice(0, 20).map(({ expected, guessed, examples }) => (
              <li key={`${expected} ${guessed}`}>
                <strong>{t("understanding.takenFor", { expected, guessed })}</strong>
                <div className="soft">{examples.join(" · ")}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {found.near_duplicates.length > 0 && (
        <section>
          <h3>{t("understanding.nearDuplicates")}</h3>
          <ul className={styles.misses}>
            {found.near_duplicates.slice(0, 20).map(({ first, second }) => (
              <li key={`${first.text} ${second.text}`}>
                <q>{first.text}</q> <span className="soft">{first.intent}</span> ≈ <q>{second.text}</q>{" "}
                <span className="soft">{second.intent}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.wide}>
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t("understanding.intent")}</Table.Th>
              <Table.Th scope="col">{t("understanding.sentences")}</Table.Th>
              <Table.Th scope="col">{t("understanding.recall")}</Table.Th>
              <Table.Th scope="col">{t("understanding.precision")}</Table.Th>
              <Table.Th scope="col">{t("understanding.toMend")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {found.intents.map(({ intent, examples, recall, precision, weaknesses }) => (
              <Table.Tr key={intent}>
                <Table.Th scope="row">{intent}</Table.Th>
                <Table.Td>{examples}</Table.Td>
                <Table.Td>{share(recall)}</Table.Td>
                <Table.Td>{share(precision)}</Table.Td>
                <Table.Td>
                  {weaknesses.map((weakness) => (
                    <Chip key={weakness} tone="warn">
                      {t(`understanding.weakness.${weakness}`)}
                    </Chip>
                  ))}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </div>
  );
}
