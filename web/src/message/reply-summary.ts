// What a Flow or an address form sent back, in lines one can read.

/** `name: value` for each answer; the token is the business's own and not shown. */
export function replySummary(responseJson: string | undefined): string[] {
  let answers: unknown;
  try {
    answers = JSON.parse(responseJson ?? "");
  } catch {
    return [];
  }
  if (typeof answers !== "object" || answers === null) return [];
  return Object.entries(answers).flatMap(([name, value]: [string, unknown]) => {
    if (name === "flow_token") return [];
    const words = wordsOf(value);
    return words === "" ? [] : [`${name}: ${words}`];
  });
}

function wordsOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (Array.isArray(value)) return value.map(wordsOf).join(", ");
  if (typeof value === "object") return Object.values(value).map(wordsOf).filter(Boolean).join(", ");
  return typeof value === "string" ? value : JSON.stringify(value);
}
