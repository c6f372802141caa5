import { Button, NativeSelect, Switch } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Account, accountQuery, changeAccount, liftRestriction, restrictAccount, TIERS } from "../api/simulation";
import { useFormat } from "../app/format";
import { useAction } from "../app/notify";
import { ErrorState, LoadingRows } from "../app/states";
import { RESTRICTIONS } from "./known";
import styles from "./simulation.module.css";

const DAY = 24 * 3_600_000;

export function AccountCard() {
  const { t } = useTranslation();
  const account = useQuery(accountQuery);
  return (
    <section className={styles.card}>
      <h2>{t("simulation.account.title")}</h2>
      {account.isPending && <LoadingRows rows={2} />}
      {account.isError && <ErrorState error={account.error} retry={() => void account.refetch()} />}
      {account.isSuccess && (
        <>
          <AccountSwitches account={account.data} />
          <Restrictions restrictions={account.data.restrictions} />
          <Restrict />
        </>
      )}
    </section>
  );
}

/** What keeps the account up to date on the screen after each change. */
function useAccountSeen() {
  const queries = useQueryClient();
  return (changed: Account) => {
    queries.setQueryData(accountQuery.queryKey, changed);
  };
}

function AccountSwitches({ account }: { account: Account }) {
  const { t } = useTranslation();
  const format = useFormat();
  const change = useAction({ mutationFn: changeAccount, onSuccess: useAccountSeen() });
  return (
    <>
      <div className={styles.buttons}>
        <NativeSelect
          size="sm"
          label={t("simulation.account.tier")}
          description={t("simulation.account.reached", { people: format.number(account.people_reached) })}
          value={account.tier}
          data={[...TIERS]}
          onChange={(event) => {
            change.mutate({ tier: event.currentTarget.value });
          }}
        />
      </div>
      <div className={styles.switches}>
        {(["locked", "can_pay", "pacing"] as const).map((name) => (
          <Switch
            key={name}
            label={t(`simulation.account.${name}`)}
            checked={account[name]}
            onChange={(event) => {
              change.mutate({ [name]: event.currentTarget.checked });
            }}
          />
        ))}
      </div>
    </>
  );
}

function Restrictions({ restrictions }: Pick<Account, "restrictions">) {
  const { t } = useTranslation();
  const format = useFormat();
  const lift = useAction({ mutationFn: liftRestriction, onSuccess: useAccountSeen() });
  return (
    <ul className={styles.people}>
      {restrictions.map(({ restriction_type: type, until }) => (
        <li key={type} className={styles.person}>
          <span className="grow">
            <code>{type}</code>{" "}
            {until !== undefined && (
              <span className="soft small">{t("simulation.account.until", { when: format.dateTime(until) })}</span>
            )}
          </span>
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              lift.mutate(type);
            }}
          >
            {t("simulation.account.lift")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Restrict() {
  const { t } = useTranslation();
  const restrict = useAction({ mutationFn: (kind: string) => restrictAccount(kind, DAY), onSuccess: useAccountSeen() });
  const [kind, setKind] = useState<string>(RESTRICTIONS[0]);
  return (
    <div className={styles.buttons}>
      <NativeSelect
        size="sm"
        className="grow"
        aria-label={t("simulation.account.restriction")}
        value={kind}
        data={[...RESTRICTIONS]}
        onChange={(event) => {
          setKind(event.currentTarget.value);
        }}
      />
      <Button
        variant="default"
        onClick={() => {
          restrict.mutate(kind);
        }}
      >
        {t("simulation.account.restrict")}
      </Button>
    </div>
  );
}
