import { Button, FileButton } from "@mantine/core";
import { IconCheck, IconUpload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { uploadSample } from "../../api/templates";
import { Chip } from "../../app/Chip";
import { useAction } from "../../app/notify";
import type { Component } from "../model/draft";
import styles from "../editor.module.css";

const ACCEPTED: Record<string, string | undefined> = {
  IMAGE: "image/jpeg,image/png",
  VIDEO: "video/mp4",
  DOCUMENT: "application/pdf",
};

interface SampleProps {
  component: Component;
  onChange: (component: Component) => void;
  /** The file can be drawn here, by the handle Meta gave it. */
  onFile: (handle: string, url: string) => void;
}

/** A file for the reviewer; each message brings its own. */
export function SampleFile({ component, onChange, onFile }: SampleProps) {
  const { t } = useTranslation();
  const upload = useAction<string, File>({
    mutationFn: uploadSample,
    onSuccess: (handle, file) => {
      onFile(handle, URL.createObjectURL(file));
      onChange({ ...component, example: { ...component.example, header_handle: [handle] } });
    },
  });
  const has = (component.example?.header_handle as string[] | undefined)?.[0];
  return (
    <div className={styles.sampleFile}>
      <FileButton
        accept={ACCEPTED[(component.format ?? "").toUpperCase()]}
        onChange={(file) => {
          if (file) upload.mutate(file);
        }}
      >
        {(props) => (
          <Button
            {...props}
            size="xs"
            variant="default"
            leftSection={<IconUpload size={16} />}
            loading={upload.isPending}
          >
            {t(has ? "templates.replaceSample" : "templates.uploadSample")}
          </Button>
        )}
      </FileButton>
      {has && (
        <Chip tone="ok" icon={<IconCheck size={14} />}>
          {t("templates.hasSample")}
        </Chip>
      )}
      <span className="soft small">{t("templates.sampleHint")}</span>
    </div>
  );
}
