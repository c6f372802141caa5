// What every card of the editor works with, and which findings are its own.
import type { TemplateFinding } from "../../api/types";
import { type Component, type Draft, type Part, withPart } from "../model/draft";

export interface CardProps {
  draft: Draft;
  findings: TemplateFinding[];
  onChange: (draft: Draft) => void;
}

export interface Where {
  part: string;
  card?: number;
  button?: number;
}

/** Findings of a place; of the part as a whole when no button is named. */
export function findingsAt(findings: TemplateFinding[], { part, card, button }: Where): TemplateFinding[] {
  return findings.filter(
    (finding) =>
      finding.part === part && finding.card === (card ?? null) && (button === undefined || finding.button === button),
  );
}

export function changePart(draft: Draft, type: Part, part: Component | undefined): Draft {
  return { ...draft, components: withPart(draft.components, type, part) };
}
