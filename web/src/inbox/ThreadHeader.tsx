import { ActionIcon, Button, Group, Menu, Tooltip } from "@mantine/core";
import {
  IconArrowLeft,
  IconCheck,
  IconChevronDown,
  IconClockPause,
  IconHandStop,
  IconHourglass,
  IconInfoCircle,
  IconRefresh,
  IconRobot,
  IconUserPlus,
} from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../api/types";
import { useNow } from "../app/clock";
import { useFormat } from "../app/format";
import { useMay, useSession } from "../app/session";
import type { Act } from "./actions";
import styles from "./inbox.module.css";
import { OwnerPill } from "./OwnerPill";
import { snoozeChoices } from "./snooze";
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

function MoreMenu({ conversation, act }: Pick<HeaderProps, "conversation" | "act">) {
  const { t } = useTranslation();
  const { user } = useSession();
  const format = useFormat();
  const now = useNow();
  const { status, assignee, owner } = conversation;
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button size="compact-md" px={6} aria-label={t("thread.more")}>
          <IconChevronDown size={16} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {owner !== "bot" && (
          <Menu.Item
            leftSection={<IconRobot size={16} />}
            onClick={() => {
              act({ verb: "give-back" });
            }}
          >
            {t("thread.giveBack")}
          </Menu.Item>
        )}
        {owner !== "human" && (
          <Menu.Item
            leftSection={<IconHandStop size={16} />}
            onClick={() => {
              act({ verb: "take-over" });
            }}
          >
            {t("thread.takeOver")}
          </Menu.Item>
        )}
        {assignee?.id !== user.id && (
          <Menu.Item
            leftSection={<IconUserPlus size={16} />}
            onClick={() => {
              act({ verb: "assign", assignee: user.id });
            }}
          >
            {t("thread.assignToMe")}
          </Menu.Item>
        )}
        {assignee && (
          <Menu.Item
            leftSection={<IconUserPlus size={16} />}
            onClick={() => {
              act({ verb: "assign", assignee: null });
            }}
          >
            {t("thread.unassign")}
          </Menu.Item>
        )}
        {status !== "open" && (
          <Menu.Item
            leftSection={<IconRefresh size={16} />}
            onClick={() => {
              act({ verb: "reopen" });
            }}
          >
            {t("thread.reopen")}
          </Menu.Item>
        )}
        {status !== "pending" && (
          <Menu.Item
            leftSection={<IconHourglass size={16} />}
            onClick={() => {
              act({ verb: "pending" });
            }}
          >
            {t("thread.pending")}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Label>{t("thread.snooze")}</Menu.Label>
        {snoozeChoices(now).map(({ name, until }) => (
          <Menu.Item
            key={name}
            leftSection={<IconClockPause size={16} />}
            rightSection={<span className="soft small">{format.time(until)}</span>}
            onClick={() => {
              act({ verb: "snooze", until });
            }}
          >
            {t(`snooze.${name}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
