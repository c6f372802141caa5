import { IconLink } from "@tabler/icons-react";
import styles from "./content.module.css";
import { previewedLink } from "./preview";

/** Where the first link of a text leads; the page itself is never fetched here. */
export function LinkPreview({ text }: { text: string }) {
  const link = previewedLink(text);
  if (!link) return null;
  return (
    <a className={styles.linkPreview} href={link.url} target="_blank" rel="noreferrer noopener">
      <IconLink size={20} aria-hidden />
      <span className={styles.linkWords}>
        <strong className="ellipsis">{link.title}</strong>
        <span className="soft small ellipsis">{link.host}</span>
      </span>
    </a>
  );
}
