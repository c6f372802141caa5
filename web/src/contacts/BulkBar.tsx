import { Button, CloseButton, Menu } from "@mantine/core";
import {
  IconBan,
  IconBellOff,
  IconChevronDown,
  IconLanguage,
  IconTag,
  IconTagOff,
  IconTags,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  type Audience,
  changeContacts,
  CONTACTS,
  type ContactFilter,
  throughBulkChange,
  undoBulkChange,
} from "../api/contacts";
import type { BulkChange } from "../api/types";
import { useFormat } from "../app/format";
import { notifyDone, notifyWithUndo, useAction } from "../app/notify";
import { BulkForm, type BulkKind } from "./BulkForm";
import styles from "./contacts.module.css";
import type { Selection } from "./selection";

/** What is done to all who are chosen, with the way back. */
export function BulkBar({ selection, filter }: { selection: Selection; filter: ContactFilter }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState<BulkKind | null>(null);
  const { change, busy } = useBulkChange(() => {
    setAsking(null);
    selection.clear();
  });
  const ask = (kind: BulkKind) => () => {
    setAsking(kind);
  };
  return (
    <div className={styles.bulk} role="region" aria-label={t("contacts.bulk.label")}>
      <strong className="tabular">
        {t("contacts.bulk.chosen", { count: selection.count, formatted: format.number(selection.count) })}
      </strong>
      {!selection.everybody && (
        <Button size="compact-sm" variant="subtle" onClick={selection.chooseEverybody}>
          {t("contacts.chooseAll")}
        </Button>
      )}
      <span className={styles.spring} />
      <Button size="compact-md" variant="default" leftSection={<IconTag size={16} />} onClick={ask("add_label")}>
        {t("contacts.bulk.add_label")}
      </Button>
      <Menu position="top-end">
        <Menu.Target>
          <Button size="compact-md" variant="default" rightSection={<IconChevronDown size={14} />} loading={busy}>
            {t("contacts.bulk.more")}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconTagOff size={16} />} onClick={ask("remove_label")}>
            {t("contacts.bulk.remove_label")}
          </Menu.Item>
          <Menu.Item leftSection={<IconTags size={16} />} onClick={ask("set_attribute")}>
            {t("contacts.bulk.set_attribute")}
          </Menu.Item>
          <Menu.Item leftSection={<IconLanguage size={16} />} onClick={ask("set_language")}>
            {t("contacts.bulk.set_language")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconBellOff size={16} />} onClick={ask("opt_out")}>
            {t("contacts.bulk.opt_out")}
          </Menu.Item>
          <Menu.Item leftSection={<IconBan size={16} />} onClick={ask("block")}>
            {t("contacts.bulk.block")}
          </Menu.Item>
          <Menu.Item leftSection={<IconBan size={16} />} onClick={ask("unblock")}>
            {t("contacts.bulk.unblock")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <CloseButton aria-label={t("contacts.bulk.clear")} onClick={selection.clear} />
      <BulkForm
        kind={asking}
        count={selection.count}
        busy={busy}
        onChange={(wanted) => {
          change({ change: wanted, audience: selection.audience(filter) });
        }}
        onClose={() => {
          setAsking(null);
        }}
      />
    </div>
  );
}

function useBulkChange(onDone: () => void) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: CONTACTS });
  const undo = useAction({
    mutationFn: async (id: string) => throughBulkChange(await undoBulkChange(id)),
    onSuccess: async ({ restored }) => {
      await refresh();
      notifyDone(t("contacts.bulk.undone", { count: restored, formatted: format.number(restored) }));
    },
  });
  const make = useAction({
    mutationFn: async ({ change, audience }: { change: BulkChange; audience: Audience }) =>
      throughBulkChange(await changeContacts(change, audience)),
    onSuccess: async ({ id, changed }) => {
      onDone();
      await refresh();
      const message = t("contacts.bulk.done", { count: changed, formatted: format.number(changed) });
      if (changed === 0) notifyDone(message);
      else
        notifyWithUndo(message, t("action.undo"), () => {
          undo.mutate(id);
        });
    },
  });
  return { change: make.mutate, busy: make.isPending || undo.isPending };
}
