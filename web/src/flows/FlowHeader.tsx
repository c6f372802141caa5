import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconDeviceFloppy, IconRocket } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { FlowDetail } from "../api/types";
import { useMay } from "../app/session";
import { EnabledSwitch } from "./EnabledSwitch";
import styles from "./flows.module.css";
import type { FlowSaving } from "./useFlowSaving";
import { VersionChip } from "./VersionChip";

interface HeaderProps {
  flow: FlowDetail;
  dirty: boolean;
  errors: number;
  saving: FlowSaving;
}

export function FlowHeader({ flow, dirty, errors, saving }: HeaderProps) {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  const unpublished = dirty || flow.draft_changed || flow.published_version === null;
  return (
    <header className={styles.benchHeader}>
      <ActionIcon component={Link} to="/flows" variant="subtle" color="gray" aria-label={t("action.back")}>
        <IconArrowLeft size={20} />
      </ActionIcon>
      <h1 className="ellipsis">{flow.name}</h1>
      <VersionChip version={flow.published_version} />
      <span className={`soft small ${styles.saveState}`} role="status">
        {t(dirty ? "flows.unsaved" : flow.draft_changed ? "flows.savedDraft" : "flows.upToDate")}
      </span>
      <EnabledSwitch flow={flow} />
      {may && (
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
          <Tooltip label={t("flows.mendFirst", { count: errors })} disabled={errors === 0}>
            <Button
              leftSection={<IconRocket size={16} />}
              disabled={errors > 0 || !unpublished}
              loading={saving.isPublishing}
              onClick={saving.publish}
            >
              {t("flows.publish")}
            </Button>
          </Tooltip>
        </>
      )}
    </header>
  );
}
