import { IconCloudCheck, IconCloudUp } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { SavedDraft } from "../useSavedDraft";
import styles from "./wizard.module.css";

/** Nothing has to be saved by hand; whether it is, is said. */
export function SavedSign({ draft }: { draft: Pick<SavedDraft<unknown>, "isSaved" | "isSaving"> }) {
  const { t } = useTranslation();
  const word = draft.isSaved ? "saved" : draft.isSaving ? "saving" : "notSaved";
  const Icon = draft.isSaved ? IconCloudCheck : IconCloudUp;
  return (
    <span className={styles.saved} role="status">
      <Icon size={16} aria-hidden /> {t(`campaigns.${word}`)}
    </span>
  );
}
