import { Button, NativeSelect, TextInput } from "@mantine/core";
import { IconDeviceMobile } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { CUSTOMERS, customersQuery } from "../api/emulator";
import { PROFILES } from "../api/emulator-types";
import { addPeople } from "../api/simulation";
import { useFormat } from "../app/format";
import { notifyDone, useAction } from "../app/notify";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { PersonRow } from "./PersonRow";
import styles from "./simulation.module.css";

/** The simulated people: more of them, and what each is like. */
export function PeoplePanel() {
  const { t } = useTranslation();
  const people = useQuery(customersQuery());
  return (
    <div className={styles.stack}>
      <AddPeople />
      <section className={styles.card}>
        <h2>{t("simulation.people.profiles")}</h2>
        {people.isPending && <LoadingRows rows={4} />}
        {people.isError && <ErrorState error={people.error} retry={() => void people.refetch()} />}
        {people.data?.length === 0 && (
          <EmptyState icon={<IconDeviceMobile />} title={t("simulation.people.none")}>
            {t("simulation.people.noneDetail")}
          </EmptyState>
        )}
        <ul className={styles.people}>
          {people.data?.slice(0, 50).map((person) => (
            <PersonRow key={person.id} person={person} />
          ))}
        </ul>
        <Link to="/phones">{t("simulation.people.all")}</Link>
      </section>
    </div>
  );
}

function AddPeople() {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const [count, setCount] = useState("10");
  const [chatting, setChatting] = useState("3");
  const [seed, setSeed] = useState("");
  const [profile, setProfile] = useState("");
  const add = useAction({
    mutationFn: () =>
      addPeople({
        count: Number(count),
        chatting: Number(chatting),
        seed: seed === "" ? undefined : Number(seed),
        profile: PROFILES.find((each) => each === profile),
      }),
    onSuccess: ({ customers }) => {
      notifyDone(t("simulation.people.added", { total: format.number(customers) }));
      return queries.invalidateQueries({ queryKey: CUSTOMERS });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    add.mutate();
  };
  const fields = [
    ["count", count, setCount, true],
    ["chatting", chatting, setChatting, true],
    ["seed", seed, setSeed, false],
  ] as const;
  return (
    <form className={styles.card} onSubmit={submit}>
      <h2>{t("simulation.people.add")}</h2>
      <div className={styles.fields}>
        {fields.map(([name, value, set, required]) => (
          <TextInput
            key={name}
            type="number"
            min={0}
            label={t(`simulation.people.${name}`)}
            required={required}
            value={value}
            placeholder={required ? undefined : t("simulation.people.anySeed")}
            onChange={(event) => {
              set(event.currentTarget.value);
            }}
          />
        ))}
        <NativeSelect
          label={t("simulation.people.profile")}
          value={profile}
          data={[
            { value: "", label: t("simulation.people.mixture") },
            ...PROFILES.map((value) => ({ value, label: t(`phones.profile.${value}`) })),
          ]}
          onChange={(event) => {
            setProfile(event.currentTarget.value);
          }}
        />
      </div>
      <div>
        <Button type="submit" loading={add.isPending}>
          {t("simulation.people.addThem")}
        </Button>
      </div>
    </form>
  );
}
