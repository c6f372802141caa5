import { Button, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Limits, limitsQuery, setLimits } from "../api/simulation";
import { notifyDone, useAction } from "../app/notify";
import { ErrorState, LoadingRows } from "../app/states";
import styles from "./simulation.module.css";

/** The limits with a number; tier and switches have their places elsewhere. */
const SHOWN = [
  "messages_per_second",
  "pair_burst",
  "pair_interval_ms",
  "marketing_per_user",
  "pacing_after",
  "pacing_ms",
] as const;

export function LimitsCard() {
  const { t } = useTranslation();
  const limits = useQuery(limitsQuery);
  return (
    <section className={styles.card}>
      <h2>{t("simulation.limits.title")}</h2>
      {limits.isPending && <LoadingRows rows={2} />}
      {limits.isError && <ErrorState error={limits.error} retry={() => void limits.refetch()} />}
      {limits.isSuccess && <LimitsForm key={limits.dataUpdatedAt} limits={limits.data} />}
    </section>
  );
}

function LimitsForm({ limits: present }: { limits: Limits }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [limits, setDraft] = useState(present);
  const save = useAction({
    mutationFn: setLimits,
    onSuccess: (set) => {
      notifyDone(t("simulation.limits.saved"));
      queries.setQueryData(limitsQuery.queryKey, set);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate(limits);
  };
  return (
    <form className={styles.stack} onSubmit={submit}>
      <div className={styles.fields}>
        {SHOWN.map((name) => (
          <TextInput
            key={name}
            type="number"
            min={0}
            required
            label={t(`simulation.limits.${name}`)}
            value={Number(limits[name] ?? 0)}
            onChange={(event) => {
              setDraft({ ...limits, [name]: Number(event.currentTarget.value) });
            }}
          />
        ))}
      </div>
      <div>
        <Button type="submit" loading={save.isPending}>
          {t("action.save")}
        </Button>
      </div>
    </form>
  );
}
