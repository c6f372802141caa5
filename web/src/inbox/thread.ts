// A thread as lines to draw, oldest first: a separator where the day changes, then what was said and what was done.
import { timeOf } from "../api/cache";
import type { ThreadItem } from "../api/types";
import { daysBetween } from "../app/format";
import { asMeta, chosenOption, previewOf } from "../message/meta";

export type ThreadLine = { type: "day"; at: number } | (ThreadItem & { quote?: string; chosen?: string });

/** `items` run from new to old, as the server pages them. */
export function threadLines(items: ThreadItem[]): ThreadLine[] {
  const oldestFirst = items.filter(isShown).reverse();
  const previews = new Map<string, string>();
  const chosen = new Map<string, string>();
  for (const item of oldestFirst) {
    if (item.type !== "message") continue;
    const { wamid, context_wamid, content, direction } = item.message;
    const meta = asMeta(content);
    if (wamid) previews.set(wamid, previewOf(meta));
    const option = direction === "inbound" ? chosenOption(meta) : undefined;
    if (context_wamid && option) chosen.set(context_wamid, option);
  }
  return oldestFirst.flatMap((item, index): ThreadLine[] => {
    const before = oldestFirst[index - 1];
    const newDay = !before || daysBetween(timeOf(before), timeOf(item)) !== 0;
    const line: ThreadLine =
      item.type === "message"
        ? {
            ...item,
            quote: quoteOf(item, before, previews),
            chosen: item.message.wamid ? chosen.get(item.message.wamid) : undefined,
          }
        : item;
    return newDay ? [{ type: "day", at: timeOf(item) }, line] : [line];
  });
}

/** A reaction is shown on the message it is about. */
function isShown(item: ThreadItem): boolean {
  return item.type === "activity" || item.message.kind !== "reaction";
}

/** What a message answers needs no quoting when it stands right above. */
function quoteOf(item: ThreadItem, before: ThreadItem | undefined, previews: Map<string, string>): string | undefined {
  if (item.type !== "message" || !item.message.context_wamid) return undefined;
  const answersLast = before?.type === "message" && before.message.wamid === item.message.context_wamid;
  return answersLast ? undefined : previews.get(item.message.context_wamid);
}
