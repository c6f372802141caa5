// How many people the chosen segments name at this moment, and some of them.
import { Button, Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { countQuery, sampleQuery } from "../../api/segments";
import { useFormat } from "../../app/format";
import { Initials } from "../../app/Initials";
import { useMay } from "../../app/session";
import { useContactName } from "../../contacts/contact-name";
import { type Audience, audienceCondition } from "../model/plan";
import styles from "./wizard.module.css";

const REST_MS = 300;

function useCondition(audience: Audience) {
  const [{ include, exclude }] = useDebouncedValue(audience, REST_MS);
  return { condition: audienceCondition({ include, exclude }), isChosen: include.length > 0 };
}

export function AudienceCount({ audience }: { audience: Audience }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { condition, isChosen } = useCondition(audience);
  const count = useQuery({ ...countQuery(condition, undefined), placeholderData: keepPreviousData, enabled: isChosen });
  if (!isChosen) return <p className="soft small">{t("campaigns.audience.nobodyYet")}</p>;
  if (count.isPending) return <Skeleton height={40} />;
  if (count.isError) {
    return (
      <div role="status">
        <p className="small">{t("campaigns.audience.notCounted")}</p>
        <Button size="xs" variant="default" onClick={() => void count.refetch()}>
          {t("action.retry")}
        </Button>
      </div>
    );
  }
  return (
    <p role="status" className={styles.count} aria-busy={count.isFetching}>
      <strong>{format.number(count.data.count)}</strong>{" "}
      {t("campaigns.audience.peopleNow", { count: count.data.count })}
    </p>
  );
}

/** So that one sees at a glance whether these are the people one means. */
export function AudienceSample({ audience }: { audience: Audience }) {
  const { t } = useTranslation();
  const nameOf = useContactName();
  const may = useMay()("read_contacts");
  const { condition, isChosen } = useCondition(audience);
  const sample = useQuery({
    ...sampleQuery(condition, undefined),
    placeholderData: keepPreviousData,
    enabled: isChosen && may,
  });
  if (!isChosen) return null;
  if (!may) return <p className="soft small">{t("segments.noSample")}</p>;
  if (!sample.data || sample.data.length === 0) return null;
  return (
    <section>
      <h2>{t("campaigns.audience.someOfThem")}</h2>
      <ul className={styles.people} tabIndex={0} aria-label={t("campaigns.audience.someOfThem")}>
        {sample.data.map((person) => (
          <li key={person.id}>
            <Initials name={nameOf(person)} size={24} />
            <span className="ellipsis">{nameOf(person)}</span>
            <span className="soft small">{person.phone ?? person.username}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
