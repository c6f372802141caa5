// What one does with a whole segment: freeze it, delete it, see who uses it.
import { Button, Menu, Modal, TextInput } from "@mantine/core";
import { IconDotsVertical, IconSnowflake, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteSegment, SEGMENTS, takeSnapshot } from "../api/segments";
import type { Segment } from "../api/types";
import { useNow } from "../app/clock";
import { useFormat } from "../app/format";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import styles from "./segments.module.css";

type Open = "snapshot" | "delete" | undefined;

export function SegmentMenu({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const may = useMay()("manage_segments");
  const [open, setOpen] = useState<Open>();
  const close = () => {
    setOpen(undefined);
  };
  if (!may) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDotsVertical size={16} />}>
            {t("segments.more")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconSnowflake size={16} />}
            onClick={() => {
              setOpen("snapshot");
            }}
          >
            {t("segments.takeSnapshot")}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => {
              setOpen("delete");
            }}
          >
            {t("segments.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialog title={t("segments.takeSnapshot")} opened={open === "snapshot"} onClose={close}>
        <SnapshotForm segment={segment} onDone={close} />
      </Dialog>
      <Dialog title={t("segments.deleteTitle", { name: segment.name })} opened={open === "delete"} onClose={close}>
        <Deleting segment={segment} onClose={close} />
      </Dialog>
    </>
  );
}

function Dialog({
  title,
  opened,
  onClose,
  children,
}: {
  title: string;
  opened: boolean;
  onClose: () => void;
  children: React.ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Modal title={title} opened={opened} onClose={onClose} closeButtonProps={{ "aria-label": t("action.close") }}>
      {children}
    </Modal>
  );
}

function SnapshotForm({ segment, onDone }: { segment: Segment; onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const now = useNow();
  const [name, setName] = useState(() => `${segment.name} · ${format.dateTime(now)}`.slice(0, 100));
  const take = useAction<Segment>({
    mutationFn: () => takeSnapshot(segment.id, name.trim()),
    onSuccess: async (taken) => {
      await queries.invalidateQueries({ queryKey: SEGMENTS });
      notifyDone(t("segments.snapshotTaken", { count: taken.size ?? 0 }));
      onDone();
      await navigate({ to: "/segments/$segmentId", params: { segmentId: taken.id } });
    },
  });
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        take.mutate();
      }}
    >
      <p className="soft">{t("segments.snapshotMeaning")}</p>
      <TextInput
        label={t("segments.name")}
        required
        data-autofocus
        maxLength={100}
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
        }}
      />
      <Button type="submit" loading={take.isPending} disabled={name.trim() === ""}>
        {t("segments.takeSnapshot")}
      </Button>
    </form>
  );
}

/** Somebody who leans on it is named instead of asked. */
function Deleting({ segment, onClose }: { segment: Segment; onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const remove = useAction({
    mutationFn: () => deleteSegment(segment.id),
    onSuccess: async () => {
      onClose();
      await navigate({ to: "/segments" });
      await queries.invalidateQueries({ queryKey: SEGMENTS });
      notifyDone(t("segments.deleted", { name: segment.name }));
    },
  });
  if (segment.used_by.length > 0) {
    return (
      <div className={styles.form}>
        <p>{t("segments.cannotDelete")}</p>
        <ul>
          {segment.used_by.map(({ kind, id, name }) => (
            <li key={id}>
              {kind === "flow" ? (
                <Link to="/flows/$flowId" params={{ flowId: id }}>
                  {name}
                </Link>
              ) : (
                <Link to="/segments/$segmentId" params={{ segmentId: id }} onClick={onClose}>
                  {name}
                </Link>
              )}
            </li>
          ))}
        </ul>
      </div>
    );
  }
  return (
    <div className={styles.form}>
      <p>{t("segments.deleteDetail")}</p>
      <Button
        color="red"
        loading={remove.isPending}
        onClick={() => {
          remove.mutate();
        }}
      >
        {t("segments.delete")}
      </Button>
    </div>
  );
}
