import { NativeSelect } from "@mantine/core";
import { IconTemplate } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type SimulatedTemplate, simulatedTemplatesQuery } from "../api/emulator";
import { decideTemplate, QUALITIES, type TemplateDecision } from "../api/simulation";
import { useAction } from "../app/notify";
import { EmptyState, ErrorState, LoadingRows } from "../app/states";
import { CATEGORIES, REJECTION_REASONS } from "./known";
import styles from "./simulation.module.css";

export function TemplatesCard() {
  const { t } = useTranslation();
  const templates = useQuery(simulatedTemplatesQuery);
  return (
    <section className={styles.card}>
      <h2>{t("simulation.templates.title")}</h2>
      {templates.isPending && <LoadingRows rows={3} />}
      {templates.isError && <ErrorState error={templates.error} retry={() => void templates.refetch()} />}
      {templates.data?.length === 0 && (
        <EmptyState icon={<IconTemplate />} title={t("simulation.templates.none")}>
          {t("simulation.templates.noneDetail")}
        </EmptyState>
      )}
      <ul className={styles.people}>
        {templates.data?.map((template) => (
          <TemplateRow key={template.id} template={template} />
        ))}
      </ul>
    </section>
  );
}

const STATUSES = ["APPROVED", "PENDING", "PAUSED", "DISABLED"];

function TemplateRow({ template }: { template: SimulatedTemplate }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const decide = useAction({
    mutationFn: (decision: TemplateDecision) => decideTemplate(template.id, decision),
    onSuccess: () => queries.invalidateQueries({ queryKey: simulatedTemplatesQuery.queryKey }),
  });
  const { name, language, status, category } = template;
  const rejected = REJECTION_REASONS.map((reason) => ({
    value: `REJECTED ${reason}`,
    label: t("simulation.templates.rejected", { reason }),
  }));
  const plain = status === "REJECTED" ? [...STATUSES, "REJECTED"] : STATUSES;
  return (
    <li className={styles.person}>
      <span className="grow">
        <strong>{name}</strong> <span className="soft small">{language}</span>
      </span>
      <NativeSelect
        size="xs"
        aria-label={t("simulation.templates.status", { name })}
        value={status}
        data={[...plain.map((value) => ({ value, label: value })), ...rejected]}
        onChange={(event) => {
          const [next = "", reason] = event.currentTarget.value.split(" ");
          decide.mutate({ status: next, reason });
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={t("simulation.templates.category", { name })}
        value={category}
        data={[...CATEGORIES]}
        onChange={(event) => {
          decide.mutate({ category: event.currentTarget.value });
        }}
      />
      <NativeSelect
        size="xs"
        aria-label={t("simulation.templates.quality", { name })}
        value=""
        data={[{ value: "", label: t("simulation.quality") }, ...QUALITIES.map((value) => ({ value, label: value }))]}
        onChange={(event) => {
          if (event.currentTarget.value !== "") decide.mutate({ quality: event.currentTarget.value });
        }}
      />
    </li>
  );
}
