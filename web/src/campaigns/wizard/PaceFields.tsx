// How fast: slower than the numbers could, in waves, at most so many a day.
import { ActionIcon, Button, NumberInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { replaced, without } from "../../segments/model/condition";
import { Amount } from "./Amount";
import type { ScheduleProps } from "./ScheduleStep";
import styles from "./wizard.module.css";

export function PaceFields({ schedule, change }: ScheduleProps) {
  const { t } = useTranslation();
  return (
    <fieldset className={styles.group}>
      <legend>{t("campaigns.schedule.pace")}</legend>
      <p className="soft small">{t("campaigns.schedule.paceHint")}</p>
      <Amount
        label={t("campaigns.schedule.perMinute")}
        unit={t("campaigns.schedule.aMinute")}
        value={schedule.per_minute}
        initial={60}
        onChange={(per_minute) => {
          change({ per_minute });
        }}
      />
      <Amount
        label={t("campaigns.schedule.dailyCap")}
        unit={t("campaigns.schedule.aDay")}
        value={schedule.daily_cap}
        initial={1000}
        onChange={(daily_cap) => {
          change({ daily_cap });
        }}
      />
      <Waves schedule={schedule} change={change} />
    </fieldset>
  );
}

/** A part first, then time to see how it goes, then the rest. */
function Waves({ schedule: { waves }, change }: ScheduleProps) {
  const { t } = useTranslation();
  return (
    <>
      {waves.map((wave, index) => (
        <div
          key={index}
          className={styles.line}
          role="group"
          aria-label={t("campaigns.schedule.wave", { index: index + 1 })}
        >
          <span>{t("campaigns.schedule.wave", { index: index + 1 })}</span>
          <NumberInput
            className={styles.number}
            aria-label={t("campaigns.schedule.wavePercent")}
            suffix=" %"
            min={1}
            max={100}
            clampBehavior="strict"
            value={wave.percent}
            onChange={(percent) => {
              if (percent !== "") change({ waves: replaced(waves, index, { ...wave, percent: Number(percent) }) });
            }}
          />
          <NumberInput
            className={styles.number}
            aria-label={t("campaigns.schedule.waveWait")}
            suffix={` ${t("campaigns.schedule.minutesWait")}`}
            min={0}
            max={43_200}
            clampBehavior="strict"
            allowDecimal={false}
            value={wave.wait_minutes}
            onChange={(wait) => {
              if (wait !== "") change({ waves: replaced(waves, index, { ...wave, wait_minutes: Number(wait) }) });
            }}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("campaigns.schedule.removeWave", { index: index + 1 })}
            onClick={() => {
              change({ waves: without(waves, index) });
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </div>
      ))}
      <div className={styles.line}>
        <Button
          variant="default"
          size="xs"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            change({ waves: [...waves, { percent: 10, wait_minutes: 60 }] });
          }}
        >
          {t("campaigns.schedule.addWave")}
        </Button>
        <span className="soft small">{t("campaigns.schedule.wavesHint")}</span>
      </div>
    </>
  );
}
