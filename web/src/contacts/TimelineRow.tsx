import { Button } from "@mantine/core";
import {
  IconArrowDownLeft,
  IconArrowUpRight,
  IconBolt,
  IconGitFork,
  IconGitMerge,
  IconInfoCircle,
  IconShieldCheck,
  type Icon,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { TimelineEntry } from "../api/types";
import { useFormat } from "../app/format";
import { useMay } from "../app/session";
import { ActivityWords } from "../inbox/ActivityLine";
import { useLookup } from "../i18n/lookup";
import { ConsentWords } from "./ConsentWords";
import styles from "./person.module.css";
import { useUnmerge } from "./MergeContact";

type Of<Kind extends TimelineEntry["type"]> = Extract<TimelineEntry, { type: Kind }>;

export function TimelineRow({ entry }: { entry: TimelineEntry }) {
  switch (entry.type) {
    case "message":
      return <MessageRow entry={entry} />;
    case "activity":
      return (
        <Row at={entry.at} icon={IconInfoCircle}>
          <InConversation id={entry.conversation_id}>
            <ActivityWords activity={entry.activity} />
          </InConversation>
        </Row>
      );
    case "event":
      return <EventRow entry={entry} />;
    case "consent":
      return (
        <Row at={entry.at} icon={IconShieldCheck}>
          <ConsentWords record={entry.record} />
        </Row>
      );
    case "merge":
    case "unmerge":
      return <MergeRow entry={entry} />;
  }
}

function Row({ at, icon: Icon, children }: { at: number; icon: Icon; children: ReactNode }) {
  const format = useFormat();
  return (
    <li className={styles.entry}>
      <Icon size={16} aria-hidden className="soft" />
      <div className={styles.entryBody}>{children}</div>
      <time className="soft small tabular" dateTime={new Date(at).toISOString()} title={format.exact(at)}>
        {format.time(at)}
      </time>
    </li>
  );
}

function InConversation({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link to="/inbox/$conversationId" params={{ conversationId: id }} className={styles.inside}>
      {children}
    </Link>
  );
}

function MessageRow({ entry: { at, conversation_id, message } }: { entry: Of<"message"> }) {
  const { t } = useTranslation();
  const lookup = useLookup();
  const outbound = message.direction === "outbound";
  const author = message.author.name ?? lookup(`author.${message.author.kind}`);
  return (
    <Row at={at} icon={outbound ? IconArrowUpRight : IconArrowDownLeft}>
      <InConversation id={conversation_id}>
        <span className="soft small">
          {t(outbound ? "timeline.sent" : "timeline.received")}
          {outbound && author && ` · ${author}`}
          {outbound && ` · ${t(`status.${message.status}` as "status.sent")}`}
        </span>
        <span className={styles.preview}>{message.preview}</span>
      </InConversation>
    </Row>
  );
}

function EventRow({ entry: { at, event } }: { entry: Of<"event"> }) {
  const { t } = useTranslation();
  const properties = Object.entries(event.properties as Record<string, unknown>);
  return (
    <Row at={at} icon={IconBolt}>
      <span>
        <span className="soft small">{t("timeline.event")}</span> <strong>{event.name}</strong>
      </span>
      {properties.length > 0 && (
        <span className="soft small">
          {properties
            .slice(0, 6)
            .map(([name, value]) => `${name}: ${typeof value === "string" ? value : JSON.stringify(value)}`)
            .join(" · ")}
        </span>
      )}
    </Row>
  );
}

function MergeRow({ entry: { at, type, merge } }: { entry: Of<"merge"> | Of<"unmerge"> }) {
  const { t } = useTranslation();
  const lookup = useLookup();
  const unmerge = useUnmerge();
  const may = useMay()("manage_contacts");
  const known = merge.identifiers.map(({ value }) => value).join(", ");
  return (
    <Row at={at} icon={type === "merge" ? IconGitMerge : IconGitFork}>
      <span>
        {t(type === "merge" ? "timeline.merged" : "timeline.unmerged", { name: merge.name || known })}{" "}
        <span className="soft small">
          {known} · {merge.by ?? lookup(`timeline.cause.${merge.cause}`)}
        </span>
      </span>
      {type === "merge" && merge.stands && may && (
        <Button
          size="compact-xs"
          variant="light"
          loading={unmerge.isPending}
          onClick={() => {
            unmerge.mutate(merge.contact_id);
          }}
        >
          {t("timeline.takeBack")}
        </Button>
      )}
    </Row>
  );
}
