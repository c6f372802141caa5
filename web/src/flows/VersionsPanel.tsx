import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { flowVersionsQuery } from "../api/flows";
import type { FlowDetail, FlowVersion } from "../api/types";
import { RelativeTime } from "../app/RelativeTime";
import { ErrorState, LoadingRows } from "../app/states";
import { useMay } from "../app/session";
import { useBuilder } from "./builder";
import { ComparedPanel } from "./ComparedPanel";
import styles from "./flows.module.css";

/** Conversations finish on the version they began with, so older ones may still be running. */
export function VersionsPanel({ flow }: { flow: FlowDetail }) {
  const { t } = useTranslation();
  const { compared } = useBuilder();
  const versions = useQuery(flowVersionsQuery(flow.id));
  return (
    <section aria-label={t("flows.versions")}>
      <h2 className={styles.sideTitle}>{t("flows.versions")}</h2>
      {compared && <ComparedPanel />}
      {versions.isPending && <LoadingRows rows={2} height={32} />}
      {versions.isError && <ErrorState error={versions.error} retry={() => void versions.refetch()} />}
      {versions.data?.items.length === 0 && <p className="soft">{t("flows.neverPublished")}</p>}
      <ul className={styles.versions}>
        {versions.data?.items.map((version) => (
          <Version key={version.version} version={version} />
        ))}
      </ul>
    </section>
  );
}

function Version({ version }: { version: FlowVersion }) {
  const { t } = useTranslation();
  const { compared, compare, replace } = useBuilder();
  const mayEdit = useMay()("manage_flows");
  const isCompared = compared?.version === version.version;
  return (
    <li data-at={isCompared || undefined}>
      <span className="grow">
        <strong>{t("flows.version", { version: version.version })}</strong>{" "}
        <span className="soft small">
          <RelativeTime at={version.published_at} /> {version.author?.name}
        </span>
        {version.note && <span className={styles.versionNote}>{version.note}</span>}
      </span>
      <Button
        size="compact-xs"
        variant={isCompared ? "light" : "default"}
        aria-pressed={isCompared}
        onClick={() => {
          compare(isCompared ? null : version);
        }}
      >
        {t("builder.compare")}
      </Button>
      {mayEdit && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            compare(null);
            replace(version.document);
          }}
        >
          {t("flows.restore")}
        </Button>
      )}
    </li>
  );
}
