import { IconFile, IconMicrophone, IconPhoto, IconSticker, IconVideo } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormattedText } from "./FormattedText";
import type { Media, MediaKind } from "./meta";
import styles from "./content.module.css";
import { useMediaUrl } from "./sources";
import { VoiceNote } from "./VoiceNote";

const ICONS = {
  image: IconPhoto,
  video: IconVideo,
  audio: IconMicrophone,
  document: IconFile,
  sticker: IconSticker,
} as const;

interface MediaProps {
  kind: MediaKind;
  media: Media;
  url?: string;
  onListen?: () => void;
}

/** A picture, recording, film or file; a named placeholder where the bytes cannot be had. */
export function MediaContent({ kind, media, url, onListen }: MediaProps) {
  return (
    <>
      <MediaBody kind={kind} media={media} url={url} onListen={onListen} />
      {media.caption && <FormattedText text={media.caption} />}
    </>
  );
}

export function MediaBody({ kind, media, url, onListen }: MediaProps) {
  const { t } = useTranslation();
  const [broken, setBroken] = useState(false);
  const sourceOf = useMediaUrl();
  const source = url ?? sourceOf(media);
  const Icon = ICONS[kind];
  const name = media.filename ?? t(`message.${kind}`);
  const onError = () => {
    setBroken(true);
  };

  if (source && !broken) {
    if (kind === "image" || kind === "sticker") {
      return (
        <img className={styles.picture} data-kind={kind} src={source} alt={media.caption ?? name} onError={onError} />
      );
    }
    if (kind === "video") return <video className={styles.picture} src={source} controls onError={onError} />;
    if (kind === "audio" && media.voice) return <VoiceNote url={source} onListen={onListen} onError={onError} />;
    if (kind === "audio")
      return <audio className={styles.audio} src={source} controls aria-label={name} onError={onError} />;
  }
  return (
    <div className={styles.card}>
      <Icon size={24} stroke={1.5} aria-hidden />
      {source && !broken ? (
        <a href={source} target="_blank" rel="noreferrer noopener">
          {name}
        </a>
      ) : (
        <span>{name}</span>
      )}
    </div>
  );
}
