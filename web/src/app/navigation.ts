// The screens, in the order of the rail; palette, keyboard sheet and rail all read this one list.
import {
  IconBook2,
  IconDeviceMobile,
  IconFileImport,
  IconGauge,
  IconInbox,
  IconMessageChatbot,
  IconRoute,
  IconSettings,
  IconSpeakerphone,
  IconTemplate,
  IconTestPipe,
  IconUsers,
  IconUsersGroup,
  type Icon,
} from "@tabler/icons-react";
import type { Permission, Session } from "../api/types";

export interface Screen {
  name:
    | "overview"
    | "inbox"
    | "contacts"
    | "phones"
    | "simulation"
    | "segments"
    | "campaigns"
    | "flows"
    | "understanding"
    | "templates"
    | "imports"
    | "journal"
    | "settings";
  to:
    | "/"
    | "/inbox"
    | "/contacts"
    | "/phones"
    | "/simulation"
    | "/segments"
    | "/campaigns"
    | "/flows"
    | "/understanding"
    | "/templates"
    | "/imports"
    | "/journal"
    | "/settings";
  icon: Icon;
  /** Without it the screen is not in the rail. */
  permission?: Permission;
  /** Pressed after `g`. */
  key: string;
}

const SCREENS: Screen[] = [
  { name: "overview", to: "/", icon: IconGauge, permission: "read_overview", key: "o" },
  { name: "inbox", to: "/inbox", icon: IconInbox, permission: "read_conversations", key: "i" },
  { name: "contacts", to: "/contacts", icon: IconUsers, permission: "read_contacts", key: "c" },
  { name: "phones", to: "/phones", icon: IconDeviceMobile, permission: "use_emulator", key: "p" },
  { name: "simulation", to: "/simulation", icon: IconTestPipe, permission: "use_emulator", key: "m" },
  { name: "segments", to: "/segments", icon: IconUsersGroup, permission: "read_segments", key: "e" },
  { name: "campaigns", to: "/campaigns", icon: IconSpeakerphone, permission: "read_campaigns", key: "a" },
  { name: "flows", to: "/flows", icon: IconRoute, permission: "read_flows", key: "f" },
  { name: "understanding", to: "/understanding", icon: IconMessageChatbot, permission: "read_flows", key: "u" },
  { name: "templates", to: "/templates", icon: IconTemplate, permission: "read_templates", key: "t" },
  { name: "imports", to: "/imports", icon: IconFileImport, permission: "manage_imports", key: "d" },
  { name: "journal", to: "/journal", icon: IconBook2, permission: "read_journal", key: "j" },
  { name: "settings", to: "/settings", icon: IconSettings, key: "s" },
];

export function screensFor(session: Session): Screen[] {
  return SCREENS.filter(({ name, permission }) => {
    if ((name === "phones" || name === "simulation") && !session.emulator) return false;
    return !permission || session.permissions.includes(permission);
  });
}
