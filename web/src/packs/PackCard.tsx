import { Button } from "@mantine/core";
import { IconCheck, IconDownload, IconMessages, IconSend2, IconTemplate } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { CAMPAIGNS } from "../api/campaigns";
import { FLOWS } from "../api/flows";
import { GOALS } from "../api/goals";
import { installPack, PACKS, SERIES } from "../api/packs";
import { SEGMENTS } from "../api/segments";
import { submitPackTemplates, TEMPLATES } from "../api/templates";
import type { InstalledPack, Pack, PackPiece, SubmittedTemplate } from "../api/types";
import { Chip } from "../app/Chip";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import styles from "./packs.module.css";
import { Pieces } from "./Pieces";
import { inMine } from "./texts";

/** `ids`: the flows of the workspace by name. */
export function PackCard({ pack, ids }: { pack: Pack; ids: Map<string, string> }) {
  const { t } = useTranslation();
  const templates = new Set(pack.playbooks.flatMap((playbook) => playbook.templates));
  return (
    <article className={styles.card}>
      <header className={styles.header}>
        <h2>{inMine(pack.title)}</h2>
        <Install pack={pack} hasFlows={pack.playbooks.every((playbook) => ids.has(playbook.flow_name))} />
      </header>
      <p className="soft">{inMine(pack.description)}</p>
      <div className={styles.facts}>
        <Chip icon={<IconMessages size={14} />}>{t("packs.flowsOf", { count: pack.playbooks.length })}</Chip>
        <Chip icon={<IconTemplate size={14} />}>{t("packs.templates", { count: templates.size })}</Chip>
        <SubmitTemplates pack={pack} />
      </div>
      <ul className={styles.playbooks}>
        {pack.playbooks.map((playbook) => (
          <li key={playbook.flow_name}>
            <PlaybookTitle title={inMine(playbook.title)} id={ids.get(playbook.flow_name)} />
            <div className="small">{inMine(playbook.description)}</div>
            {playbook.starts_with.length > 0 && (
              <div className="soft small">{t("packs.startsWith", { words: playbook.starts_with.join(" · ") })}</div>
            )}
          </li>
        ))}
      </ul>
      <Pieces pack={pack} />
      {pack.settings.length > 0 && (
        <details>
          <summary className="small">{t("packs.settings")}</summary>
          <dl className={styles.settings}>
            {pack.settings.map((setting) => (
              <div key={setting.name}>
                <dt>
                  <code>{setting.name}</code>
                </dt>
                <dd className="soft small">{inMine(setting.about)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </article>
  );
}

function PlaybookTitle({ title, id }: { title: string; id: string | undefined }) {
  const { t } = useTranslation();
  if (id === undefined) return <h3>{title}</h3>;
  return (
    <h3>
      <Link to="/flows/$flowId" params={{ flowId: id }} aria-label={t("packs.open", { name: title })}>
        {title}
      </Link>
    </h3>
  );
}

/** All of them in one go; what Meta has already stays as it is. */
function SubmitTemplates({ pack }: { pack: Pack }) {
  const { t } = useTranslation();
  const may = useMay()("manage_templates");
  const queries = useQueryClient();
  const submit = useAction<SubmittedTemplate[]>({
    mutationFn: () => submitPackTemplates(pack.name),
    onSuccess: (outcomes) => {
      const count = (wanted: string) => outcomes.filter(({ outcome }) => outcome === wanted).length;
      const counts = { submitted: count("submitted"), there: count("was_there"), refused: count("refused") };
      notifyDone(t("packs.templatesSubmitted", counts));
      return queries.invalidateQueries({ queryKey: TEMPLATES });
    },
  });
  if (!may) return null;
  return (
    <Button
      size="compact-xs"
      variant="subtle"
      leftSection={<IconSend2 size={14} />}
      loading={submit.isPending}
      aria-label={`${t("packs.submitTemplates")}: ${inMine(pack.title)}`}
      onClick={() => {
        submit.mutate();
      }}
    >
      {t("packs.submitTemplates")}
    </Button>
  );
}

function Install({ pack, hasFlows }: { pack: Pack; hasFlows: boolean }) {
  const { t } = useTranslation();
  const has = useMay();
  const may = has("manage_flows");
  const queries = useQueryClient();
  // What somebody else has to bring does not keep it from being installed.
  const needs = (kind: PackPiece["kind"]) => (kind === "segment" ? "manage_segments" : "manage_campaigns");
  const isWhole = hasFlows && pack.pieces.every(({ id, kind }) => id !== null || !has(needs(kind)));
  const install = useAction<InstalledPack>({
    mutationFn: () => installPack(pack.name),
    onSuccess: async () => {
      const changed = [FLOWS, PACKS, SEGMENTS, CAMPAIGNS, SERIES, GOALS];
      await Promise.all(changed.map((queryKey) => queries.invalidateQueries({ queryKey })));
      notifyDone(t("packs.installedNow", { name: inMine(pack.title) }));
    },
  });
  if (isWhole) {
    return (
      <Chip tone="ok" icon={<IconCheck size={14} />}>
        {t("packs.installed")}
      </Chip>
    );
  }
  if (!may) return null;
  return (
    <Button
      size="xs"
      leftSection={<IconDownload size={16} />}
      loading={install.isPending}
      aria-label={`${t("packs.install")}: ${inMine(pack.title)}`}
      onClick={() => {
        install.mutate();
      }}
    >
      {t("packs.install")}
    </Button>
  );
}
