import { ActionIcon } from "@mantine/core";
import { IconMicrophone, IconPlayerPauseFilled, IconPlayerPlayFilled } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./content.module.css";

interface VoiceNoteProps {
  url: string;
  onListen?: () => void;
  onError: () => void;
}

/** A voice message: one button, and how far it has been heard. */
export function VoiceNote({ url, onListen, onError }: VoiceNoteProps) {
  const { t } = useTranslation();
  const player = useRef<HTMLAudioElement>(null);
  const [playing, setPlaying] = useState(false);
  const [heard, setHeard] = useState(0);
  const toggle = () => {
    if (playing) player.current?.pause();
    else player.current?.play().catch(onError);
  };
  return (
    <div className={styles.voice}>
      <ActionIcon
        variant="light"
        radius="xl"
        size="lg"
        aria-label={t(playing ? "message.pause" : "message.play")}
        onClick={toggle}
      >
        {playing ? <IconPlayerPauseFilled size={16} /> : <IconPlayerPlayFilled size={16} />}
      </ActionIcon>
      <progress className={styles.heard} max={1} value={heard} aria-label={t("message.audio")} />
      <IconMicrophone size={16} aria-hidden />
      <audio
        ref={player}
        src={url}
        preload="metadata"
        onError={onError}
        onPlay={() => {
          setPlaying(true);
          onListen?.();
        }}
        onPause={() => {
          setPlaying(false);
        }}
        onTimeUpdate={({ currentTarget: { currentTime, duration } }) => {
          setHeard(duration > 0 ? Math.min(currentTime / duration, 1) : 0);
        }}
      />
    </div>
  );
}
