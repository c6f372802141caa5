// What the plan still lacks, step by step: by what it says, and by the templates as they are now.
import { useQuery } from "@tanstack/react-query";
import { templatesQuery } from "../../api/templates";
import type { Template } from "../../api/types";
import { useNow } from "../../app/clock";
import { placedVariables } from "../model/parameters";
import { type Fault, faultsOf } from "../model/steps";
import type { Drafting } from "./useCampaignDraft";

/** The approved templates of the first number: its account's are those of all. */
export function useApproved(numbers: string[]) {
  const first = numbers[0];
  const found = useQuery({ ...templatesQuery(first ?? ""), enabled: first !== undefined });
  return { ...found, approved: found.data?.items.filter(({ status }) => status === "approved") ?? [] };
}

export function useChecks({ name, plan }: Drafting): {
  faults: Fault[];
  templateOf: (name: string, language: string) => Template | undefined;
} {
  const now = useNow();
  const { approved } = useApproved(plan.numbers);
  const templateOf = (wanted: string, language: string) =>
    approved.find((template) => template.name === wanted && template.language === language);
  const variables = (wanted: string, language: string) => {
    const template = templateOf(wanted, language);
    return template ? placedVariables(template).map(({ place_in_plan }) => place_in_plan) : [];
  };
  return { faults: faultsOf(name, plan, variables, now), templateOf };
}
