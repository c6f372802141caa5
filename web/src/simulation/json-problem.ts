// What is wrong with a text that should be JSON, and in which line.

export interface JsonProblem {
  line: number;
  reason: string;
}

export function jsonProblem(text: string): JsonProblem | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    const position = Number(/position (\d+)/.exec(reason)?.[1] ?? text.length);
    const line = text.slice(0, position).split("\n").length;
    return { line, reason: reason.replace(/ in JSON at position.*$/, "") };
  }
}
