import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { simulationQuery } from "../../api/flows";
import { useBuilder } from "../builder";
import {
  type Act,
  asTest,
  begin,
  firstOf,
  type Ground,
  NEW_PERSON,
  type Person,
  type Sample,
  type Step,
  type Transcript,
  upcoming,
  withoutLast,
} from "./transcript";
import type { PackSamples } from "./usePackSamples";

const PLAY_AFTER_MS = 150;

/** A world in which nobody answers but the flow; whole seconds, as Meta tells them. */
const bare = (person: Person = NEW_PERSON): Ground => ({
  at: Math.floor(Date.now() / 1_000) * 1_000,
  person,
  world: {},
});

/** The conversation with the draft: every change of the document plays it anew. */
export function useSimulation(samples: PackSamples | null) {
  const { text, tree, error, light } = useBuilder();
  const [answered, setAnswered] = useState(samples !== null);
  const [transcript, setTranscript] = useState<Transcript>(() => begin(samples?.ground ?? bare()));
  const [document] = useDebouncedValue(text, PLAY_AFTER_MS);
  const simulation = useQuery({
    ...simulationQuery(document, asTest(transcript, tree.name || "draft"), samples?.pack),
    placeholderData: keepPreviousData,
    enabled: !error,
  });
  const state = transcript.steps.length > 0 ? simulation.data?.state : undefined;
  const node = state?.node ?? undefined;
  const trail = state?.trail.join();
  useEffect(() => {
    light({ node, trail: trail ? trail.split(",") : [] });
  }, [light, node, trail]);
  useEffect(
    () => () => {
      light({ trail: [] });
    },
    [light],
  );
  const take = (more: (before: Transcript) => Step[]) => {
    setTranscript((before) => ({ ...before, steps: [...before.steps, ...more(before)] }));
  };
  return {
    transcript,
    simulation,
    /** Whether the pack answers for other systems. */
    answered,
    act: (act: Act) => {
      take(() => [act]);
    },
    back: () => {
      setTranscript((before) => ({ ...before, steps: withoutLast(before.steps) }));
    },
    reset: () => {
      setTranscript((before) => begin(answered ? before : bare(before.person), before.sample));
    },
    meet: (person: Person) => {
      setTranscript((before) => ({ ...before, person }));
    },
    /** The next line of the sample, and what is expected of it. */
    playNext: () => {
      take((before) => firstOf(upcoming(before)));
    },
    playAll: () => {
      take(upcoming);
    },
    choose: (sample: Sample) => {
      setAnswered(true);
      setTranscript(begin(sample.ground, sample));
    },
    /** Begins anew, by hand; the pack answers for other systems, or nobody does. */
    byHand: (withAnswers: boolean) => {
      setAnswered(withAnswers);
      setTranscript(begin(withAnswers && samples ? samples.ground : bare()));
    },
  };
}

export type Play = ReturnType<typeof useSimulation>;
