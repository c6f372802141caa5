// What comes with a pack besides its flows: whom to write to, with what, and what to reach.
import { Button } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { SERIES, seriesQuery, startSeries } from "../api/packs";
import type { Pack, PackPiece } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import styles from "./packs.module.css";
import { inMine } from "./texts";

const KINDS = ["segment", "campaign", "series", "goal"] as const;

export function Pieces({ pack }: { pack: Pack }) {
  const { t } = useTranslation();
  if (pack.pieces.length === 0) return null;
  const groups = KINDS.map((kind) => ({ kind, pieces: pack.pieces.filter((piece) => piece.kind === kind) }));
  const counts = groups.filter(({ pieces }) => pieces.length > 0);
  const summary = counts.map(({ kind, pieces }) => t(`packs.pieces.${kind}`, { count: pieces.length })).join(" · ");
  return (
    <details>
      <summary className="small">{t("packs.comesWith", { pieces: summary })}</summary>
      {counts.map(({ kind, pieces }) => (
        <ul key={kind} className={styles.pieces} aria-label={t(`packs.kind.${kind}`)}>
          {pieces.map((piece) => (
            <li key={piece.key}>
              <div className={styles.piece}>
                <span className="soft small">{t(`packs.kind.${kind}`)}</span> <PieceName piece={piece} />
                {kind === "series" && piece.id !== null && <Start id={piece.id} name={inMine(piece.name)} />}
              </div>
              <div className="soft small">{inMine(piece.about)}</div>
            </li>
          ))}
        </ul>
      ))}
      <Events pack={pack} />
    </details>
  );
}

function PieceName({ piece: { kind, id, name } }: { piece: PackPiece }) {
  const shown = inMine(name);
  if (id === null) return <strong>{shown}</strong>;
  switch (kind) {
    case "segment":
      return (
        <Link to="/segments/$segmentId" params={{ segmentId: id }}>
          {shown}
        </Link>
      );
    case "campaign":
      return (
        <Link to="/campaigns/$campaignId" params={{ campaignId: id }}>
          {shown}
        </Link>
      );
    case "goal":
      return <Link to="/results">{shown}</Link>;
    case "series":
      return <strong>{shown}</strong>;
  }
}

/** From here on whoever's event or date comes is in it. */
function Start({ id, name }: { id: string; name: string }) {
  const { t } = useTranslation();
  const has = useMay();
  const may = has("launch_campaigns");
  const queries = useQueryClient();
  const series = useQuery({ ...seriesQuery, enabled: has("read_campaigns") });
  const start = useAction({
    mutationFn: () => startSeries(id),
    onSuccess: () => {
      notifyDone(t("packs.seriesStarted", { name }));
      return queries.invalidateQueries({ queryKey: SERIES });
    },
  });
  const state = series.data?.items.find((one) => one.id === id)?.state;
  if (state === "running") return <span className="soft small">{t("packs.running")}</span>;
  if (!may || state !== "draft") return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconPlayerPlay size={14} />}
      loading={start.isPending}
      aria-label={t("packs.startSeries", { name })}
      onClick={() => {
        start.mutate();
      }}
    >
      {t("packs.start")}
    </Button>
  );
}

/** What the business's systems have to tell, or all of it stays empty. */
function Events({ pack }: { pack: Pack }) {
  const { t } = useTranslation();
  if (pack.events.length === 0) return null;
  return (
    <>
      <p className="small">{t("packs.events")}</p>
      <dl className={styles.settings}>
        {pack.events.map((event) => (
          <div key={event.name}>
            <dt>
              <code>{event.name}</code>
            </dt>
            <dd className="soft small">{inMine(event.about)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
