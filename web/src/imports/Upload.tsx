// Where a file is dropped or chosen.
import { Button, FileButton, SegmentedControl } from "@mantine/core";
import { IconFileUpload } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type DragEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { IMPORTS, uploadFile } from "../api/imports";
import type { Import, ImportSubject } from "../api/types";
import { useAction } from "../app/notify";
import styles from "./imports.module.css";

const KINDS = ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

export function Upload() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [subject, setSubject] = useState<ImportSubject>("contacts");
  const [over, setOver] = useState(false);
  const upload = useAction<Import, File>({
    mutationFn: (file) => uploadFile(file, subject),
    onSuccess: async ({ id }) => {
      await queries.invalidateQueries({ queryKey: IMPORTS });
      await navigate({ to: "/imports/$importId", params: { importId: id } });
    },
  });
  const bring = (file: File | null | undefined) => {
    if (file) upload.mutate(file);
  };
  const hover = (event: DragEvent, isOver: boolean) => {
    event.preventDefault();
    setOver(isOver);
  };
  return (
    <section
      className={styles.drop}
      data-over={over || undefined}
      aria-label={t("imports.upload")}
      onDragOver={(event) => {
        hover(event, true);
      }}
      onDragLeave={(event) => {
        hover(event, false);
      }}
      onDrop={(event) => {
        hover(event, false);
        bring(event.dataTransfer.files.item(0));
      }}
    >
      <IconFileUpload size={28} aria-hidden />
      <SegmentedControl
        aria-label={t("imports.what")}
        value={subject}
        onChange={(value) => {
          setSubject(value);
        }}
        data={(["contacts", "events"] as const).map((value) => ({ value, label: t(`imports.subject.${value}`) }))}
      />
      <p className="soft">{t(`imports.dropHint.${subject}`)}</p>
      <FileButton onChange={bring} accept={KINDS} inputProps={{ "aria-label": t("imports.choose") }}>
        {(props) => (
          <Button {...props} loading={upload.isPending} leftSection={<IconFileUpload size={16} />}>
            {t("imports.choose")}
          </Button>
        )}
      </FileButton>
      {upload.isPending && (
        <p role="status" className="small">
          {t("imports.uploading")}
        </p>
      )}
    </section>
  );
}
