import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Faults, faultsQuery, setFaults } from "../api/simulation";
import { notifyDone, useAction } from "../app/notify";
import { ErrorState, LoadingRows } from "../app/states";
import { ErrorRules } from "./ErrorRules";
import { type ErrorRule, errorRules, isQuiet, RATES, withRules } from "./fault-rules";
import { RateRow } from "./RateRow";
import styles from "./simulation.module.css";

export function FaultsPanel() {
  const faults = useQuery(faultsQuery);
  if (faults.isPending) return <LoadingRows rows={6} />;
  if (faults.isError) return <ErrorState error={faults.error} retry={() => void faults.refetch()} />;
  return <FaultsForm key={faults.dataUpdatedAt} faults={faults.data} />;
}

/** What goes wrong on purpose, in percent of all cases. */
function FaultsForm({ faults: present }: { faults: Faults }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [faults, setDraft] = useState(present);
  const [rules, setRules] = useState<ErrorRule[]>(() => errorRules(present));
  const apply = useAction({
    mutationFn: setFaults,
    onSuccess: (set) => {
      notifyDone(t(isQuiet(set) ? "simulation.faults.quiet" : "simulation.faults.applied"));
      queries.setQueryData(faultsQuery.queryKey, set);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    apply.mutate(withRules(faults, rules));
  };
  return (
    <form className={styles.stack} onSubmit={submit}>
      <section className={styles.card}>
        <h2>{t("simulation.faults.general")}</h2>
        <div className={styles.rates}>
          {RATES.map((name) => (
            <RateRow
              key={name}
              name={name}
              faults={faults}
              onChange={(change) => {
                setDraft({ ...faults, ...change });
              }}
            />
          ))}
        </div>
      </section>
      <ErrorRules rules={rules} onChange={setRules} />
      <div className={styles.buttons}>
        <Button type="submit" loading={apply.isPending}>
          {t("simulation.faults.apply")}
        </Button>
        <Button
          variant="default"
          disabled={isQuiet(present)}
          onClick={() => {
            apply.mutate({});
          }}
        >
          {t("simulation.faults.clear")}
        </Button>
      </div>
    </form>
  );
}
