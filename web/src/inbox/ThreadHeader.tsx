import { ActionIcon, Button, Group, Tooltip } from "@mantine/core";
import {
  IconArrowLeft,
  IconCheck,
  IconHandStop,
  IconInfoCircle,
  IconRefresh,
  IconRobot,
  IconUsers,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../api/types";
import { Chip } from "../app/Chip";
import { useMay } from "../app/session";
import type { Act } from "./actions";
import styles from "./inbox.module.css";
import { MoreMenu } from "./MoreMenu";
import { OwnerPill } from "./OwnerPill";
import { WindowChip } from "./WindowChip";

interface HeaderProps {
  conversation: ConversationDetail;
  act: Act;
  busy: boolean;
  onTogglePanel: () => void;
}

export function ThreadHeader(props: HeaderProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const may = useMay();
  const { conversation, onTogglePanel } = props;
  return (
    <header className={styles.threadHeader}>
      <ActionIcon
        className={styles.back}
        variant="subtle"
        color="gray"
        aria-label={t("action.back")}
        onClick={() => void navigate({ to: "/inbox", search: true })}
      >
        <IconArrowLeft size={20} />
      </ActionIcon>
      <div className={styles.threadTitle}>
        <h2 className="ellipsis">{conversation.contact.name}</h2>
        <div className={styles.threadFacts}>
          <WindowChip expiresAt={conversation.window_expires_at} long />
          <OwnerPill owner={conversation.owner} name={conversation.assignee?.name} />
          {conversation.team !== null && (
            <Chip icon={<IconUsers size={14} aria-hidden />} title={t("thread.team", { team: conversation.team })}>
              {conversation.team}
            </Chip>
          )}
        </div>
      </div>
      {may("manage_conversations") && <Actions {...props} />}
      <Tooltip label={t("contact.title")}>
        <ActionIcon variant="subtle" color="gray" aria-label={t("contact.title")} onClick={onTogglePanel}>
          <IconInfoCircle size={20} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}

function Actions({ conversation, act, busy }: HeaderProps) {
  const { t } = useTranslation();
  const resolved = conversation.status === "resolved";
  const withPerson = conversation.owner === "human";
  return (
    <Group gap={8} wrap="nowrap">
      <Button
        size="compact-md"
        variant="default"
        className={styles.ownerButton}
        disabled={busy}
        leftSection={withPerson ? <IconRobot size={16} /> : <IconHandStop size={16} />}
        onClick={() => {
          act({ verb: withPerson ? "give-back" : "take-over" });
        }}
      >
        {t(withPerson ? "thread.giveBack" : "thread.takeOver")}
      </Button>
      <Button.Group>
        <Button
          size="compact-md"
          disabled={busy}
          leftSection={resolved ? <IconRefresh size={16} /> : <IconCheck size={16} />}
          onClick={() => {
            act({ verb: resolved ? "reopen" : "resolve" });
          }}
        >
          {t(resolved ? "thread.reopen" : "thread.resolve")}
        </Button>
        <MoreMenu conversation={conversation} act={act} />
      </Button.Group>
    </Group>
  );
}
