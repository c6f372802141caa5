// One segment: built, looked at, saved. Under the name `new` it does not exist yet.
import { Button, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconDeviceFloppy } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeSegment, countQuery, countSegment, createSegment, segmentQuery, SEGMENTS } from "../api/segments";
import type { Segment } from "../api/types";
import { Guarded } from "../app/Guarded";
import { notifyDone, useAction } from "../app/notify";
import { Page } from "../app/Page";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { Group } from "./Builder";
import { faultsOf, FaultsProvider } from "./faults";
import { LiveCount, Sample } from "./LiveCount";
import { type Condition, everybody, rooted } from "./model/condition";
import { unfinished } from "./model/unfinished";
import { SegmentMenu } from "./SegmentMenu";
import styles from "./segments.module.css";
import { SnapshotFacts } from "./SnapshotFacts";
import { Words } from "./Words";

export function SegmentPage() {
  const { segmentId = "new" } = useParams({ strict: false });
  return (
    <Guarded permission="read_segments">
      {segmentId === "new" ? <Workbench key="new" /> : <Saved key={segmentId} id={segmentId} />}
    </Guarded>
  );
}

function Saved({ id }: { id: string }) {
  const segment = useQuery(segmentQuery(id));
  if (segment.isPending) return <LoadingRows rows={5} />;
  if (segment.isError) return <ErrorState error={segment.error} retry={() => void segment.refetch()} />;
  return <Workbench segment={segment.data} />;
}

function Workbench({ segment }: { segment?: Segment }) {
  const { t } = useTranslation();
  const may = useMay()("manage_segments");
  const isSnapshot = segment?.kind === "snapshot";
  const [name, setName] = useState(segment?.name ?? "");
  const [condition, setCondition] = useState<Condition>(
    rooted((segment?.condition as Condition | null | undefined) ?? everybody),
  );
  const [rested] = useDebouncedValue(condition, 400);
  const save = useSaving(segment, name, condition);
  const isWhole = unfinished(rested).length === 0;
  const counted = useQuery({ ...countQuery(rested, segment?.id), enabled: !isSnapshot && isWhole });
  const faults = faultsOf(counted.error, unfinished(condition), t("segments.fillIn"));
  return (
    <Page title={segment?.name ?? t("segments.new")} actions={segment && <SegmentMenu segment={segment} />}>
      <div className={styles.bench}>
        <div className={styles.building}>
          {may && (
            <form
              className={styles.naming}
              onSubmit={(event) => {
                event.preventDefault();
                save.mutate();
              }}
            >
              <TextInput
                label={t("segments.name")}
                required
                maxLength={100}
                value={name}
                onChange={(event) => {
                  setName(event.currentTarget.value);
                }}
              />
              <Button
                type="submit"
                leftSection={<IconDeviceFloppy size={16} />}
                loading={save.isPending}
                disabled={name.trim() === "" || (!isSnapshot && (counted.isError || unfinished(condition).length > 0))}
              >
                {t("action.save")}
              </Button>
            </form>
          )}
          {isSnapshot && <SnapshotFacts segment={segment} />}
          {!isSnapshot && may && (
            <FaultsProvider value={faults}>
              <Group condition={condition} onChange={setCondition} />
            </FaultsProvider>
          )}
          {!isSnapshot && !may && <Words condition={condition} />}
        </div>
        <aside className={styles.looking} aria-label={t("segments.whoIsIn")}>
          <Looking condition={isSnapshot ? { segment: { in: segment.id } } : rested} segment={segment} />
        </aside>
      </div>
    </Page>
  );
}

function Looking({ condition, segment }: { condition: Condition; segment: Segment | undefined }) {
  const { t } = useTranslation();
  const isSnapshot = segment?.kind === "snapshot";
  const id = isSnapshot ? undefined : segment?.id;
  return (
    <>
      <LiveCount condition={condition} id={id} />
      {!isSnapshot && (
        <section>
          <h2>{t("segments.inWords")}</h2>
          <Words condition={condition} />
        </section>
      )}
      <section>
        <h2>{t("segments.sample")}</h2>
        <Sample condition={condition} id={id} />
      </section>
    </>
  );
}

function useSaving(segment: Segment | undefined, name: string, condition: Condition) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  return useAction<Segment>({
    mutationFn: async () => {
      if (segment?.kind === "snapshot") return changeSegment(segment.id, name.trim(), null);
      const saved = await (segment
        ? changeSegment(segment.id, name.trim(), condition)
        : createSegment(name.trim(), condition));
      // The list shows how many there are; that the count fails does not undo the saving.
      await countSegment(saved.id).catch(() => undefined);
      return saved;
    },
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: SEGMENTS });
      notifyDone(t("segments.saved", { name: saved.name }));
      if (!segment) await navigate({ to: "/segments/$segmentId", params: { segmentId: saved.id }, replace: true });
    },
  });
}
