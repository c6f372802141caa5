// The moments one puts a conversation off to.

const HOUR = 3_600_000;
const MORNING = 9;
const MONDAY = 1;

function morningAfter(now: number, days: number): number {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  return day.setHours(MORNING, 0, 0, 0);
}

export function snoozeChoices(now: number) {
  const daysToMonday = (MONDAY - new Date(now).getDay() + 7) % 7 || 7;
  return [
    { name: "hour", until: now + HOUR },
    { name: "evening", until: now + 4 * HOUR },
    { name: "tomorrow", until: morningAfter(now, 1) },
    { name: "week", until: morningAfter(now, daysToMonday) },
  ] as const;
}
