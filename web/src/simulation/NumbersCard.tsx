import { NativeSelect, Switch } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changeNumber, QUALITIES, type SimulatedNumber, simulatedNumbersQuery } from "../api/simulation";
import { useAction } from "../app/notify";
import { ErrorState, LoadingRows } from "../app/states";
import styles from "./simulation.module.css";

export function NumbersCard() {
  const { t } = useTranslation();
  const numbers = useQuery(simulatedNumbersQuery);
  return (
    <section className={styles.card}>
      <h2>{t("simulation.numbers.title")}</h2>
      {numbers.isPending && <LoadingRows rows={1} />}
      {numbers.isError && <ErrorState error={numbers.error} retry={() => void numbers.refetch()} />}
      <ul className={styles.people}>
        {numbers.data?.map((number) => (
          <NumberRow key={number.phone_number_id} number={number} />
        ))}
      </ul>
    </section>
  );
}

function NumberRow({ number }: { number: SimulatedNumber }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const change = useAction({
    mutationFn: (part: Parameters<typeof changeNumber>[1]) => changeNumber(number.phone_number_id, part),
    onSuccess: () => queries.invalidateQueries({ queryKey: simulatedNumbersQuery.queryKey }),
  });
  return (
    <li className={styles.person}>
      <span className="grow">
        <strong>{number.verified_name}</strong> <span className="soft small">{number.display_phone_number}</span>
      </span>
      <NativeSelect
        size="xs"
        aria-label={t("simulation.numbers.quality", { number: number.display_phone_number })}
        value={number.quality}
        data={[...QUALITIES]}
        onChange={(event) => {
          change.mutate({ quality: event.currentTarget.value });
        }}
      />
      <Switch
        label={t("simulation.numbers.registered")}
        checked={number.registered}
        onChange={(event) => {
          change.mutate({ registered: event.currentTarget.checked });
        }}
      />
      <Switch
        label={t("simulation.numbers.upgraded")}
        checked={number.upgraded}
        disabled={number.upgraded}
        onChange={() => {
          change.mutate({ upgraded: true });
        }}
      />
    </li>
  );
}
