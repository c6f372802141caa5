import { Button, Menu } from "@mantine/core";
import {
  IconChevronDown,
  IconClockPause,
  IconHandStop,
  IconHourglass,
  IconRefresh,
  IconRobot,
  IconUserMinus,
  IconUserPlus,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { ConversationAction } from "../api/conversations";
import type { ConversationDetail } from "../api/types";
import { useNow } from "../app/clock";
import { useFormat } from "../app/format";
import { useSession } from "../app/session";
import type { Act } from "./actions";
import { snoozeChoices } from "./snooze";

/** What makes sense for a conversation as it stands, besides the deeds that have a button of their own. */
function deedsFor({ status, owner, assignee }: ConversationDetail, me: string) {
  const deeds = [
    { name: "giveBack", icon: IconRobot, action: { verb: "give-back" }, offered: owner !== "bot" },
    { name: "takeOver", icon: IconHandStop, action: { verb: "take-over" }, offered: owner !== "human" },
    { name: "assignToMe", icon: IconUserPlus, action: { verb: "assign", assignee: me }, offered: assignee?.id !== me },
    { name: "unassign", icon: IconUserMinus, action: { verb: "assign", assignee: null }, offered: assignee !== null },
    { name: "reopen", icon: IconRefresh, action: { verb: "reopen" }, offered: status !== "open" },
    { name: "pending", icon: IconHourglass, action: { verb: "pending" }, offered: status !== "pending" },
  ] as const satisfies { action: ConversationAction; [fact: string]: unknown }[];
  return deeds.filter(({ offered }) => offered);
}

export function MoreMenu({ conversation, act }: { conversation: ConversationDetail; act: Act }) {
  const { t } = useTranslation();
  const { user } = useSession();
  return (
    <Menu position="bottom-end" width={260}>
      <Menu.Target>
        <Button size="compact-md" px={6} aria-label={t("thread.more")}>
          <IconChevronDown size={16} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {deedsFor(conversation, user.id).map(({ name, icon: Icon, action }) => (
          <Menu.Item
            key={name}
            leftSection={<Icon size={16} />}
            onClick={() => {
              act(action);
            }}
          >
            {t(`thread.${name}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <SnoozeItems act={act} />
      </Menu.Dropdown>
    </Menu>
  );
}

function SnoozeItems({ act }: { act: Act }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  return (
    <>
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
    </>
  );
}
