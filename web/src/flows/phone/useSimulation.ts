import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { simulationQuery } from "../../api/flows";
import { useBuilder } from "../builder";
import { type Act, asTest, begin, type Person, type Transcript } from "./transcript";

const PLAY_AFTER_MS = 150;

/** Whole seconds, as Meta tells them. */
const now = () => Math.floor(Date.now() / 1_000) * 1_000;

/** The conversation with the draft: every change of the document plays it anew. */
export function useSimulation() {
  const { text, tree, error, light } = useBuilder();
  const [transcript, setTranscript] = useState<Transcript>(() => begin(now()));
  const [document] = useDebouncedValue(text, PLAY_AFTER_MS);
  const simulation = useQuery({
    ...simulationQuery(document, asTest(transcript, tree.name || "draft")),
    placeholderData: keepPreviousData,
    enabled: !error,
  });
  const state = transcript.acts.length > 0 ? simulation.data?.state : undefined;
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
  return {
    transcript,
    simulation,
    act: (act: Act) => {
      setTranscript((before) => ({ ...before, acts: [...before.acts, act] }));
    },
    back: () => {
      setTranscript((before) => ({ ...before, acts: before.acts.slice(0, -1) }));
    },
    reset: () => {
      setTranscript(({ person }) => begin(now(), person));
    },
    meet: (person: Person) => {
      setTranscript((before) => ({ ...before, person }));
    },
  };
}

export type Play = ReturnType<typeof useSimulation>;
