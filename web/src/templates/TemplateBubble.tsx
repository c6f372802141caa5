import { useNow } from "../app/clock";
import { MessageView } from "../message/MessageView";
import { directionOf } from "./languages";
import type { Draft } from "./model/draft";
import { previewMessage } from "./model/preview";
import styles from "./preview.module.css";

const NO_FILES = new Map<string, string>();

interface BubbleProps {
  draft: Draft;
  /** What was uploaded here, by Meta's handle. */
  files?: Map<string, string>;
  side?: "left" | "right";
  scheme?: "light" | "dark";
}

/** A template as the phone shows it, its samples put in. */
export function TemplateBubble({ draft, files = NO_FILES, side = "left", scheme }: BubbleProps) {
  const now = useNow();
  return (
    <div
      className={styles.phone}
      data-mantine-color-scheme={scheme}
      dir={directionOf(draft.language)}
      lang={draft.language.replace("_", "-")}
    >
      <MessageView message={previewMessage(draft, files, now)} template={draft} side={side} />
    </div>
  );
}
