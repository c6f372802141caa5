import { MediaBody } from "./MediaContent";
import type { Header } from "./meta";
import styles from "./message.module.css";

export function HeaderContent({ header }: { header?: Header }) {
  if (!header) return null;
  if (header.text) return <p className={styles.header}>{header.text}</p>;
  const kind = (["image", "video", "document"] as const).find((name) => header[name]);
  const media = kind && header[kind];
  return media ? <MediaBody kind={kind} media={media} /> : null;
}
