// What happened to a template while nobody looked at it, in the corner of the screen.
import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import type { TemplateNotice } from "../api/types";
import { statusTone } from "./status";

const COLOURS = { ok: "teal", warn: "yellow", bad: "red", plain: "gray", accent: "teal", emulator: "gray" };

interface Detail {
  to?: string;
}

export function tellOfTemplate({ name, language, change }: TemplateNotice) {
  const { to = "" } = change.detail as Detail;
  const title = `${name} (${language})`;
  const told = sentence(change.kind, to);
  if (!told) return;
  const tone = change.kind === "status_changed" ? statusTone(to) : "warn";
  notifications.show({
    title,
    message: told,
    color: COLOURS[tone],
    autoClose: 12_000,
    role: "status",
    closeButtonProps: { "aria-label": i18next.t("action.close") },
  });
}

function sentence(kind: string, to: string): string {
  const key = kind === "category_announced" || kind === "category_changed" ? kind : `${kind}.${to}`;
  const category = i18next.t(`templates.category.${to}` as "templates.category.UTILITY");
  return i18next.t(`templates.notice.${key}`, { defaultValue: "", category });
}
