import { Button, FileButton } from "@mantine/core";
import { IconPhoto } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { numberProfileQuery, setPicture } from "../api/numbers";
import type { NumberProfile } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import styles from "./numbers.module.css";

/** Chooses the picture of the profile; it is set at once. */
export function PictureButton({ id }: { id: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const set = useAction<NumberProfile, File>({
    mutationFn: (file) => setPicture(id, file),
    onSuccess: (profile) => {
      queries.setQueryData(numberProfileQuery(id).queryKey, profile);
      notifyDone(t("numbers.pictureSet"));
    },
  });
  return (
    <div className={styles.row}>
      <FileButton
        accept="image/jpeg,image/png"
        onChange={(file) => {
          if (file) set.mutate(file);
        }}
      >
        {(button) => (
          <Button {...button} variant="default" leftSection={<IconPhoto size={16} />} loading={set.isPending}>
            {t("numbers.choosePicture")}
          </Button>
        )}
      </FileButton>
      <span className="soft small">{t("numbers.pictureDetail")}</span>
    </div>
  );
}
