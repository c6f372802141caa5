import { ActionIcon, Button, Popover, SegmentedControl, Textarea, Tooltip } from "@mantine/core";
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconArrowLeft,
  IconDeviceFloppy,
  IconDeviceMobile,
  IconRocket,
} from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FlowDetail } from "../api/types";
import { useBuilder } from "./builder";
import { EnabledSwitch } from "./EnabledSwitch";
import styles from "./flows.module.css";
import type { FlowSaving } from "./useFlowSaving";
import { VersionChip } from "./VersionChip";

export const VIEWS = ["canvas", "text", "translations"] as const;
export type View = (typeof VIEWS)[number];

interface HeaderProps {
  flow: FlowDetail;
  dirty: boolean;
  saving: FlowSaving;
  view: View;
  onView: (view: View) => void;
}

export function FlowHeader({ flow, dirty, saving, view, onView }: HeaderProps) {
  const { t } = useTranslation();
  const { mayEdit, tree, panel, open } = useBuilder();
  return (
    <header className={styles.benchHeader}>
      <ActionIcon component={Link} to="/flows" variant="subtle" color="gray" aria-label={t("action.back")}>
        <IconArrowLeft size={20} />
      </ActionIcon>
      <h1 className="ellipsis">{tree.name || flow.name}</h1>
      <VersionChip version={flow.published_version} />
      <span className={`soft small ${styles.saveState}`} role="status">
        {t(dirty ? "flows.unsaved" : flow.draft_changed ? "flows.savedDraft" : "flows.upToDate")}
      </span>
      <SegmentedControl
        size="xs"
        aria-label={t("builder.views")}
        value={view}
        onChange={onView}
        data={VIEWS.map((one) => ({ value: one, label: t(`builder.view.${one}`) }))}
      />
      {mayEdit && <Steps />}
      <EnabledSwitch flow={flow} />
      <Button
        variant={panel === "phone" ? "light" : "default"}
        leftSection={<IconDeviceMobile size={16} />}
        aria-pressed={panel === "phone"}
        onClick={() => {
          open(panel === "phone" ? "settings" : "phone");
        }}
      >
        {t("builder.try")}
      </Button>
      {mayEdit && (
        <>
          <Button
            variant="default"
            leftSection={<IconDeviceFloppy size={16} />}
            disabled={!dirty}
            loading={saving.isSaving}
            onClick={saving.save}
          >
            {t("action.save")}
          </Button>
          <Publish flow={flow} dirty={dirty} saving={saving} />
        </>
      )}
    </header>
  );
}

function Steps() {
  const { t } = useTranslation();
  const { undo, redo, canUndo, canRedo } = useBuilder();
  const steps = [
    { name: t("action.undo"), icon: IconArrowBackUp, act: undo, can: canUndo },
    { name: t("builder.redo"), icon: IconArrowForwardUp, act: redo, can: canRedo },
  ];
  return (
    <div className={styles.steps}>
      {steps.map(({ name, icon: Icon, act, can }) => (
        <ActionIcon
          key={name}
          variant="subtle"
          color="gray"
          aria-label={name}
          title={name}
          disabled={!can}
          onClick={act}
        >
          <Icon size={20} />
        </ActionIcon>
      ))}
    </div>
  );
}

/** Asks what has changed, so that the list of versions tells a story; the note may stay empty. */
function Publish({ flow, dirty, saving }: Pick<HeaderProps, "flow" | "dirty" | "saving">) {
  const { t } = useTranslation();
  const { problems } = useBuilder();
  const [opened, setOpened] = useState(false);
  const [note, setNote] = useState("");
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const unpublished = dirty || flow.draft_changed || flow.published_version === null;
  const publish = () => {
    saving.publish(note);
    setOpened(false);
    setNote("");
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t("flows.mendFirst", { count: errors })} disabled={errors === 0}>
          <Button
            leftSection={<IconRocket size={16} />}
            disabled={errors > 0 || !unpublished}
            loading={saving.isPublishing}
            onClick={() => {
              setOpened(true);
            }}
          >
            {t("flows.publish")}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={styles.publishForm}
          onSubmit={(event) => {
            event.preventDefault();
            publish();
          }}
        >
          <Textarea
            label={t("builder.publishNote")}
            description={t("builder.publishNoteDetail")}
            maxLength={500}
            data-autofocus
            value={note}
            onChange={(event) => {
              setNote(event.currentTarget.value);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && !event.shiftKey) {
                event.preventDefault();
                publish();
              }
            }}
          />
          <Button type="submit">{t("builder.publishNow")}</Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
