// What was published, and the way back to it.
import { Button } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { INTENTS, publishAgain, versionsQuery } from "../api/intents";
import type { PublishedIntents } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { RelativeTime } from "../app/RelativeTime";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import styles from "./understanding.module.css";

export function Versions({ published }: { published: number }) {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  const queries = useQueryClient();
  const versions = useQuery(versionsQuery);
  const goBack = useAction<PublishedIntents, number>({
    mutationFn: publishAgain,
    onSuccess: async ({ version }) => {
      await queries.invalidateQueries({ queryKey: INTENTS });
      notifyDone(t("understanding.published", { version }));
    },
  });
  if (versions.isPending) return <LoadingRows rows={3} />;
  if (versions.isError) return <ErrorState error={versions.error} retry={() => void versions.refetch()} />;
  const { items } = versions.data;
  if (items.length === 0) return <p className="soft">{t("understanding.noVersions")}</p>;
  return (
    <ul className={styles.rows}>
      {items.map(({ version, note, author, published_at, checks }) => (
        <li key={version}>
          <div>
            <strong>{t("understanding.version", { version })}</strong> {note}
            <div className="soft">
              <RelativeTime at={published_at} /> {author?.name}
              {checks.checks > 0 &&
                ` · ${t("understanding.checksGo", { right: checks.checks - checks.misses.length, count: checks.checks })}`}
            </div>
          </div>
          {may && version !== published && (
            <Button
              variant="default"
              loading={goBack.isPending && goBack.variables === version}
              onClick={() => {
                goBack.mutate(version);
              }}
            >
              {t("understanding.goBack")}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
