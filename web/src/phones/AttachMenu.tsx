import { ActionIcon, Menu } from "@mantine/core";
import {
  IconFile,
  IconMapPin,
  IconMicrophone,
  IconMusic,
  IconPhoto,
  IconPlus,
  IconShoppingBag,
  IconSticker,
  IconUser,
  IconVideo,
} from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Outgoing } from "../api/emulator";
import { useAction } from "../app/notify";
import { inBase64 } from "./files";
import type { OpenedSheet } from "./OpenSheet";
import { type Attachment, fileMessage } from "./replies";
import styles from "./phone.module.css";

const FILES = [
  { name: "image", icon: IconPhoto, accept: "image/jpeg,image/png", attachment: { kind: "image", voice: false } },
  { name: "video", icon: IconVideo, accept: "video/*", attachment: { kind: "video", voice: false } },
  { name: "voice", icon: IconMicrophone, accept: "audio/ogg,.ogg,.oga", attachment: { kind: "audio", voice: true } },
  { name: "audio", icon: IconMusic, accept: "audio/*", attachment: { kind: "audio", voice: false } },
  { name: "document", icon: IconFile, accept: "", attachment: { kind: "document", voice: false } },
  { name: "sticker", icon: IconSticker, accept: "image/webp", attachment: { kind: "sticker", voice: false } },
] as const satisfies { name: string; accept: string; attachment: Attachment; icon: unknown }[];

const SHEETS = [
  { name: "location", icon: IconMapPin, opening: { what: "location" } },
  { name: "contact", icon: IconUser, opening: { what: "people" } },
  { name: "catalog", icon: IconShoppingBag, opening: { what: "products" } },
] as const;

interface AttachMenuProps {
  /** What stands in the box goes with the file. */
  caption: string;
  onWrite: (outgoing: Outgoing) => void;
  onOpen: (opening: OpenedSheet) => void;
}

/** Everything a customer can send beside words. */
export function AttachMenu({ caption, onWrite, onOpen }: AttachMenuProps) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const wanted = useRef<Attachment>({ kind: "document", voice: false });
  const send = useAction({
    mutationFn: async (file: File) => ({ file, data: await inBase64(file) }),
    onSuccess: ({ file, data }) => {
      const mime_type = wanted.current.voice ? "audio/ogg; codecs=opus" : file.type || "application/octet-stream";
      onWrite({ message: fileMessage(wanted.current, file.name, caption), file: { mime_type, data } });
    },
  });
  return (
    <>
      <Menu position="top-start">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t("phones.attach")} loading={send.isPending}>
            <IconPlus size={20} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {FILES.map(({ name, icon: Icon, accept, attachment }) => (
            <Menu.Item
              key={name}
              leftSection={<Icon size={16} />}
              onClick={() => {
                wanted.current = attachment;
                if (!picker.current) return;
                picker.current.accept = accept;
                picker.current.click();
              }}
            >
              {t(`phones.attachment.${name}`)}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {SHEETS.map(({ name, icon: Icon, opening }) => (
            <Menu.Item
              key={name}
              leftSection={<Icon size={16} />}
              onClick={() => {
                onOpen(opening);
              }}
            >
              {t(`phones.attachment.${name}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <input
        ref={picker}
        className={styles.hiddenFile}
        type="file"
        tabIndex={-1}
        aria-hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) send.mutate(file);
          // The same file may be sent again.
          event.currentTarget.value = "";
        }}
      />
    </>
  );
}
