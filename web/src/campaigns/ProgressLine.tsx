// How far it is, how fast it goes, when it will be done.
import { Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Campaign } from "../api/types";
import { useFormat } from "../app/format";
import { perMinute, timeLeft } from "./model/pace";
import styles from "./campaigns.module.css";

export function ProgressLine({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { planned, waiting } = campaign.summary;
  const done = planned - waiting;
  const isRunning = campaign.state === "running";
  const rate = isRunning ? perMinute(campaign.id) : undefined;
  const left = timeLeft(waiting, rate);
  const words = [
    t("campaigns.progressOf", { done: format.number(done), total: format.number(planned) }),
    campaign.is_planning && t("campaigns.state.planning"),
    rate !== undefined && waiting > 0 && t("campaigns.perMinute", { rate: format.number(Math.round(rate)) }),
    left !== undefined && t("campaigns.timeLeft", { time: format.duration(left) }),
  ].filter(Boolean);
  return (
    <div className={styles.progress}>
      <Progress.Root size="md">
        <Progress.Section
          value={planned > 0 ? (done / planned) * 100 : 0}
          aria-label={t("campaigns.progress")}
          aria-valuetext={words.join(", ")}
        />
      </Progress.Root>
      <span className="soft small tabular">{words.join(" · ")}</span>
    </div>
  );
}
