import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { flowVersionsQuery } from "../api/flows";
import type { FlowDetail, FlowVersion } from "../api/types";
import { RelativeTime } from "../app/RelativeTime";
import { ErrorState, LoadingRows } from "../app/states";
import styles from "./flows.module.css";

interface PanelProps {
  flow: FlowDetail;
  /** Puts a version's text into the editor; absent for who may only read. */
  onRestore?: (document: string) => void;
}

/** Conversations finish on the version they began with, so older ones may still be running. */
export function VersionsPanel({ flow, onRestore }: PanelProps) {
  const { t } = useTranslation();
  const versions = useQuery(flowVersionsQuery(flow.id));
  return (
    <section aria-label={t("flows.versions")}>
      <h2 className={styles.sideTitle}>{t("flows.versions")}</h2>
      {versions.isPending && <LoadingRows rows={2} height={32} />}
      {versions.isError && <ErrorState error={versions.error} retry={() => void versions.refetch()} />}
      {versions.data?.items.length === 0 && <p className="soft">{t("flows.neverPublished")}</p>}
      <ul className={styles.versions}>
        {versions.data?.items.map((version) => (
          <Version key={version.version} version={version} onRestore={onRestore} />
        ))}
      </ul>
    </section>
  );
}

function Version({ version, onRestore }: { version: FlowVersion; onRestore: PanelProps["onRestore"] }) {
  const { t } = useTranslation();
  const { document } = version;
  return (
    <li>
      <span>
        {t("flows.version", { version: version.version })}{" "}
        <span className="soft small">
          <RelativeTime at={version.published_at} /> {version.author?.name}
        </span>
      </span>
      {onRestore && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => {
            onRestore(document);
          }}
        >
          {t("flows.restore")}
        </Button>
      )}
    </li>
  );
}
