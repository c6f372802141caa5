import { NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { changeCustomer, CUSTOMERS } from "../api/emulator";
import { type Customer, type CustomerChange, PROFILES } from "../api/emulator-types";
import { Initials } from "../app/Initials";
import { useAction } from "../app/notify";
import styles from "./simulation.module.css";

export function PersonRow({ person }: { person: Customer }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const change = useAction({
    mutationFn: (part: CustomerChange) => changeCustomer(person.id, part),
    onSuccess: () => queries.invalidateQueries({ queryKey: CUSTOMERS }),
  });
  return (
    <li className={styles.person}>
      <Initials name={person.name} />
      <Link to="/phones/$customerId" params={{ customerId: person.id }} className="grow ellipsis">
        {person.name}
      </Link>
      <NativeSelect
        size="xs"
        className={styles.profile}
        aria-label={t("simulation.people.profileOf", { name: person.name })}
        value={person.profile}
        data={PROFILES.map((value) => ({ value, label: t(`phones.profile.${value}`) }))}
        onChange={(event) => {
          const profile = PROFILES.find((each) => each === event.currentTarget.value);
          // Whoever is to act must not be held by somebody.
          change.mutate({ profile, held: profile === "still" });
        }}
      />
    </li>
  );
}
