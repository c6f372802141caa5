// The sample conversations of the pack a flow came from: chosen, played line by line or at once, and compared.
import { Button, CloseButton, Menu, ScrollArea } from "@mantine/core";
import { IconMessages, IconPlayerPlay, IconPlayerTrackNext } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./draft.module.css";
import { isExpectation, type Sample, type Step, taken, upcoming } from "./transcript";
import type { PackSamples } from "./usePackSamples";
import type { Play } from "./useSimulation";

export function SampleBar({ play, samples }: { play: Play; samples: PackSamples }) {
  const { t } = useTranslation();
  const { sample } = play.transcript;
  return (
    <div className={styles.samples}>
      {samples.items.length > 0 && (
        <Menu position="bottom-start" width="target">
          <Menu.Target>
            <Button variant="default" size="compact-sm" fullWidth leftSection={<IconMessages size={14} />}>
              {t("builder.samples.title")}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <ScrollArea.Autosize mah={320}>
              {samples.items.map((item) => (
                <Menu.Item
                  key={item.name}
                  onClick={() => {
                    play.choose(item);
                  }}
                >
                  {item.name}
                </Menu.Item>
              ))}
            </ScrollArea.Autosize>
          </Menu.Dropdown>
        </Menu>
      )}
      {sample ? <Playing play={play} sample={sample} /> : <WhoAnswers play={play} title={samples.title} />}
    </div>
  );
}

function Playing({ play, sample }: { play: Play; sample: Sample }) {
  const { t } = useTranslation();
  const { transcript, playNext, playAll, byHand } = play;
  const done = taken(transcript);
  const over = upcoming(transcript).length === 0;
  return (
    <section className={styles.playing} aria-label={sample.name}>
      <header>
        <strong>{sample.name}</strong>
        <CloseButton
          size="sm"
          aria-label={t("builder.samples.leave")}
          onClick={() => {
            byHand(true);
          }}
        />
      </header>
      <div className={styles.tools}>
        <Button size="compact-sm" leftSection={<IconPlayerPlay size={14} />} disabled={over} onClick={playNext}>
          {t("builder.samples.next")}
        </Button>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlayerTrackNext size={14} />}
          disabled={over}
          onClick={playAll}
        >
          {t("builder.samples.all")}
        </Button>
        <span className="soft small">
          {t("builder.samples.progress", { done: acts(sample.steps.slice(0, done)), total: acts(sample.steps) })}
        </span>
      </div>
      <Verdict play={play} done={done} over={over} />
    </section>
  );
}

const acts = (steps: Step[]) => steps.filter((step) => !isExpectation(step)).length;

/** Whether it went as the sample says, as far as it was played. */
function Verdict({ play, done, over }: { play: Play; done: number; over: boolean }) {
  const { t } = useTranslation();
  const { transcript, simulation } = play;
  if (done === 0 || !simulation.data || simulation.isPlaceholderData) return null;
  const ofTheSample = simulation.data.turns.filter(({ step }) => (step ?? 0) < done);
  const troubles = ofTheSample.map(({ trouble, differences }) => (trouble === null ? differences.length : 1));
  const count = troubles.reduce((sum, one) => sum + one, 0);
  if (count > 0) {
    return (
      <p role="status" data-tone="bad">
        {t("builder.samples.differs", { count })}
      </p>
    );
  }
  if (transcript.steps.length > done) return <p role="status">{t("builder.samples.byHand")}</p>;
  return (
    <p role="status" data-tone="ok">
      {over ? t("builder.samples.over") : t("builder.samples.fits")}
    </p>
  );
}

/** Said clearly: no system of the business is asked. */
function WhoAnswers({ play: { answered, byHand }, title }: { play: Play; title: string }) {
  const { t } = useTranslation();
  return (
    <p className={styles.whoAnswers}>
      {answered ? t("builder.samples.answered", { pack: title }) : t("builder.samples.unanswered")}{" "}
      <button
        type="button"
        className={styles.link}
        onClick={() => {
          byHand(!answered);
        }}
      >
        {answered ? t("builder.samples.answerMyself") : t("builder.samples.answerAgain")}
      </button>
    </p>
  );
}
