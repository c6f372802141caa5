// Ctrl-K: go anywhere, do what the open screen can do, find a conversation.
import { useMantineColorScheme } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionData, type SpotlightActionGroupData } from "@mantine/spotlight";
import { IconBolt, IconMessageCircle, IconMoon, IconSearch, IconSun } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { conversationSearchQuery } from "../api/conversations";
import { useOfferedCommands } from "./commands";
import { screensFor } from "./navigation";
import { useSession } from "./session";

function useScreenActions(): SpotlightActionData[] {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return screensFor(useSession()).map(({ name, to, icon: Icon, key }) => ({
    id: `go-${name}`,
    label: t(`nav.${name}`),
    leftSection: <Icon size={18} stroke={1.6} />,
    rightSection: <span className="soft small">g {key}</span>,
    onClick: () => void navigate({ to }),
  }));
}

function useThemeActions(): SpotlightActionData[] {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  return [
    {
      id: "light",
      label: t("settings.themeLight"),
      leftSection: <IconSun size={18} />,
      onClick: () => {
        setColorScheme("light");
      },
    },
    {
      id: "dark",
      label: t("settings.themeDark"),
      leftSection: <IconMoon size={18} />,
      onClick: () => {
        setColorScheme("dark");
      },
    },
  ];
}

function useFoundConversations(query: string): SpotlightActionData[] {
  const navigate = useNavigate();
  const may = useSession().permissions.includes("read_conversations");
  const [settled] = useDebouncedValue(query.trim(), 250);
  const found = useQuery({ ...conversationSearchQuery(settled), enabled: may && settled.length >= 2 });
  return (found.data ?? []).map((conversation) => ({
    id: `conversation-${conversation.id}`,
    label: conversation.contact.name,
    description: conversation.last_message_preview,
    keywords: query,
    leftSection: <IconMessageCircle size={18} />,
    onClick: () => void navigate({ to: "/inbox/$conversationId", params: { conversationId: conversation.id } }),
  }));
}

export function CommandPalette() {
  const { t } = useTranslation();
  const [query, setQuery] = useState("");
  const offered = useOfferedCommands().map(({ id, label, run }) => ({
    id,
    label,
    onClick: run,
    leftSection: <IconBolt size={18} />,
  }));
  const groups: SpotlightActionGroupData[] = [
    { group: t("palette.here"), actions: offered },
    { group: t("palette.go"), actions: useScreenActions() },
    { group: t("palette.conversations"), actions: useFoundConversations(query) },
    { group: t("settings.theme"), actions: useThemeActions() },
  ].filter(({ actions }) => actions.length > 0);

  return (
    <Spotlight
      actions={groups}
      query={query}
      onQueryChange={setQuery}
      nothingFound={t("palette.nothing")}
      shortcut="mod + K"
      highlightQuery
      scrollable
      maxHeight={420}
      attributes={{ content: { "aria-label": t("palette.title") } }}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: t("palette.placeholder"),
        "aria-label": t("palette.title"),
      }}
    />
  );
}
