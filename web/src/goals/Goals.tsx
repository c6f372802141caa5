// The goals of the workspace, one card each: on the overview, and above the results.
import { Button } from "@mantine/core";
import { IconPlus, IconTargetArrow } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { goalsQuery } from "../api/goals";
import { useMay } from "../app/session";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { GoalCard } from "./GoalCard";
import { GoalForm } from "./GoalForm";
import styles from "./goals.module.css";

export function Goals() {
  const { t } = useTranslation();
  const may = useMay();
  const [isWriting, setWriting] = useState(false);
  if (!may("read_campaigns")) return null;
  const add = may("manage_campaigns") && (
    <Button
      size="xs"
      variant="default"
      leftSection={<IconPlus size={16} />}
      onClick={() => {
        setWriting(true);
      }}
    >
      {t("goals.new")}
    </Button>
  );
  return (
    <section aria-label={t("goals.title")}>
      <header className={styles.header}>
        <h2>{t("goals.title")}</h2>
        {add}
      </header>
      <List />
      {isWriting && (
        <GoalForm
          onClose={() => {
            setWriting(false);
          }}
        />
      )}
    </section>
  );
}

function List() {
  const { t } = useTranslation();
  const goals = useQuery(goalsQuery);
  if (goals.isPending) return <LoadingRows rows={1} height={120} />;
  if (goals.isError) return <ErrorState error={goals.error} retry={() => void goals.refetch()} />;
  if (goals.data.items.length === 0) {
    return (
      <EmptyState icon={<IconTargetArrow />} title={t("goals.emptyTitle")}>
        {t("goals.emptyDetail")}
      </EmptyState>
    );
  }
  return (
    <ul className={styles.goals}>
      {goals.data.items.map((goal) => (
        <li key={goal.id}>
          <GoalCard goal={goal} />
        </li>
      ))}
    </ul>
  );
}
