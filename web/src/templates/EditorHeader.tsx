import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconPlayerPlay, IconSend2 } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { resumeTemplate, submitTemplate, templateQuery, TEMPLATES } from "../api/templates";
import type { TemplateDetail } from "../api/types";
import { useFormat } from "../app/format";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { LanguageTabs } from "./LanguageTabs";
import { useReason } from "./reasons";
import { statusTone } from "./status";
import { QualityChip, StatusChip } from "./StatusChip";
import { TemplateMenu } from "./TemplateMenu";
import type { Writing } from "./useDraft";
import styles from "./editor.module.css";

interface HeaderProps {
  detail: TemplateDetail;
  writing: Writing;
}

export function EditorHeader({ detail, writing }: HeaderProps) {
  const { t } = useTranslation();
  const may = useMay()("manage_templates");
  const reason = useReason()(detail);
  return (
    <header className={styles.header}>
      <div className={styles.title}>
        <Tooltip label={t("action.back")}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("action.back")}
            renderRoot={(props) => <Link {...props} to="/templates" />}
          >
            <IconArrowLeft size={18} />
          </ActionIcon>
        </Tooltip>
        <h1 className="ellipsis">{detail.name}</h1>
        <StatusChip status={detail.status} />
        <QualityChip quality={detail.quality} />
        <span className={`soft small ${styles.saved}`} role="status">
          {may && t(writing.isSaved ? "templates.saved" : "templates.saving")}
        </span>
        {may && <Submit detail={detail} writing={writing} />}
        {may && <TemplateMenu languages={[detail]} />}
      </div>
      {reason && (
        <div className={styles.reason} role="alert" data-tone={statusTone(detail.status)}>
          {reason}
          {may && detail.status === "paused" && <Resume id={detail.id} />}
        </div>
      )}
      <LanguageTabs detail={detail} />
    </header>
  );
}

function Resume({ id }: { id: string }) {
  const { t } = useTranslation();
  const resume = useAction({
    mutationFn: () => resumeTemplate(id),
    onSuccess: () => {
      notifyDone(t("templates.resumeAsked"));
    },
  });
  return (
    <Button
      size="compact-sm"
      variant="default"
      leftSection={<IconPlayerPlay size={16} />}
      loading={resume.isPending}
      onClick={() => {
        resume.mutate();
      }}
    >
      {t("templates.resume")}
    </Button>
  );
}

/** Greyed out only with the reason beside it. */
function Submit({ detail, writing }: HeaderProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const hindrance = useHindrance(detail, writing);
  const submit = useAction<TemplateDetail>({
    mutationFn: async () => {
      await writing.flush();
      return submitTemplate(detail.id);
    },
    onSuccess: (submitted) => {
      queries.setQueryData(templateQuery(detail.id).queryKey, submitted);
      notifyDone(t("templates.submitted"));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: TEMPLATES }),
  });
  return (
    <div className={styles.submit}>
      {hindrance && (
        <span id="submit-hindrance" className="soft small">
          {hindrance}
        </span>
      )}
      <Button
        leftSection={<IconSend2 size={16} />}
        disabled={hindrance !== undefined}
        aria-describedby={hindrance ? "submit-hindrance" : undefined}
        loading={submit.isPending}
        onClick={() => {
          submit.mutate();
        }}
      >
        {t("templates.submit")}
      </Button>
    </div>
  );
}

function useHindrance(detail: TemplateDetail, { findings, isSaved }: Writing): string | undefined {
  const { t } = useTranslation();
  const format = useFormat();
  const { hindrance } = detail;
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const code = hindrance?.code;
  // What is typed and not saved yet is something new.
  if (hindrance && !(code === "nothing_new" && !isSaved)) {
    const when = hindrance.until === null ? "" : format.dateTime(hindrance.until);
    return t(`templates.hindrance.${code as "in_review"}`, { when });
  }
  return errors > 0 ? t("templates.faults", { count: errors }) : undefined;
}
