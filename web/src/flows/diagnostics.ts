// Where the checker's problems stand in the text.
import type { Diagnostic } from "@codemirror/lint";
import type { Text } from "@codemirror/state";
import type { FlowProblem } from "../api/types";

/** Lines and columns count from 1; a text edited since the check may be shorter than they say. */
export function offsetOf(doc: Text, { line, column }: { line: number; column: number }): number {
  const { from, to } = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(from + Math.max(column - 1, 0), to);
}

/** Each problem underlines from its place to the end of its line. */
export function diagnosticsOf(doc: Text, problems: FlowProblem[]): Diagnostic[] {
  return problems
    .map(({ severity, message, remedy, line, column }) => {
      const from = offsetOf(doc, { line, column });
      return {
        from,
        to: Math.max(doc.lineAt(from).to, from),
        severity,
        message: remedy ? `${message}\n${remedy}` : message,
      };
    })
    .sort((a, b) => a.from - b.from);
}
