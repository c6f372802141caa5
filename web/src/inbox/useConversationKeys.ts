import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationDetail } from "../api/types";
import { useCommands } from "../app/commands";
import { useMay, useSession } from "../app/session";
import { useShortcuts } from "../app/shortcuts";
import type { Act } from "./actions";
import { focusComposer } from "./focus-composer";
import { snoozeChoices } from "./snooze";

/** The keys of an open conversation, and the same deeds in the palette. */
export function useConversationKeys(conversation: ConversationDetail, act: Act, togglePanel: () => void) {
  const { t } = useTranslation();
  const { user } = useSession();
  const may = useMay()("manage_conversations");
  const { status, owner } = conversation;
  const commands = useMemo(() => {
    if (!may) return [];
    const resolved = status === "resolved";
    return [
      {
        id: "take-over",
        key: "t",
        label: t("thread.takeOver"),
        run: () => {
          act({ verb: "take-over" });
        },
        offered: owner !== "human",
      },
      {
        id: "give-back",
        key: "b",
        label: t("thread.giveBack"),
        run: () => {
          act({ verb: "give-back" });
        },
        offered: owner !== "bot",
      },
      {
        id: "resolve",
        key: "e",
        label: t("thread.resolve"),
        run: () => {
          act({ verb: "resolve" });
        },
        offered: !resolved,
      },
      {
        id: "reopen",
        key: "e",
        label: t("thread.reopen"),
        run: () => {
          act({ verb: "reopen" });
        },
        offered: resolved,
      },
      {
        id: "assign",
        key: "a",
        label: t("thread.assignToMe"),
        run: () => {
          act({ verb: "assign", assignee: user.id });
        },
        offered: true,
      },
      {
        id: "snooze",
        key: "z",
        label: t("thread.snoozeTomorrow"),
        run: () => {
          act({ verb: "snooze", until: snoozeChoices(Date.now())[2].until });
        },
        offered: !resolved,
      },
    ].filter(({ offered }) => offered);
  }, [may, status, owner, act, t, user.id]);
  useCommands(commands);
  useShortcuts({
    ...Object.fromEntries(commands.map(({ key, run }) => [key, run])),
    r: focusComposer,
    Enter: focusComposer,
    p: togglePanel,
  });
}
