import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { packsQuery, samplesQuery } from "../../api/packs";
import type { Samples } from "../../api/types";
import { currentLanguage } from "../../i18n";
import { inMine } from "../../packs/texts";
import { useBuilder } from "../builder";
import type { JsonObject } from "../model/tree";
import { type Ground, groundOf, type Sample, type Step } from "./transcript";

/** The sample conversations of the pack that a flow came from. */
export interface PackSamples {
  pack: string;
  title: string;
  /** What holds for somebody who just writes. */
  ground: Ground;
  items: Sample[];
}

/** `undefined` while it is being found out; `null` for a flow that came from no pack. */
export function usePackSamples(): PackSamples | null | undefined {
  const { tree, languages } = useBuilder();
  const packs = useQuery(packsQuery);
  const pack = packs.data?.items.find(({ playbooks }) => playbooks.some(({ flow_name }) => flow_name === tree.name));
  const flow = pack?.playbooks.find(({ flow_name }) => flow_name === tree.name)?.flow;
  const samples = useQuery({ ...samplesQuery(pack?.name ?? "", flow ?? ""), enabled: flow !== undefined });
  // Whoever tries the flow writes in their own language, if it speaks it.
  const language = languages.includes(currentLanguage()) ? currentLanguage() : undefined;
  const found = useMemo(
    () => (samples.data && pack ? packSamples(pack.name, inMine(pack.title), samples.data, language) : undefined),
    [samples.data, pack, language],
  );
  if (packs.isPending || (flow !== undefined && samples.isPending)) return undefined;
  return found ?? null;
}

function packSamples(pack: string, title: string, { given, items }: Samples, language?: string): PackSamples {
  const ground = groundOf(given as JsonObject);
  return {
    pack,
    title,
    ground: { ...ground, person: { ...ground.person, ...(language !== undefined && { language }) } },
    items: items.map(({ name, test }) => {
      const { given: own, tests } = test as unknown as { given: JsonObject; tests: [{ steps: Step[] }] };
      return { name, ground: groundOf(own), steps: tests[0].steps };
    }),
  };
}
