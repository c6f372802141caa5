// A month as weeks of seven days, beginning on Monday, with what falls on each.

export interface Day<Item> {
  /** The first moment of the day, in the reader's time zone. */
  at: number;
  isInMonth: boolean;
  items: Item[];
}

export const monthOf = (at: number): number => {
  const date = new Date(at);
  return new Date(date.getFullYear(), date.getMonth(), 1).getTime();
};

export const monthsOn = (month: number, step: number): number => {
  const date = new Date(month);
  return new Date(date.getFullYear(), date.getMonth() + step, 1).getTime();
};

export function weeksOf<Item>(month: number, items: Item[], whenOf: (item: Item) => number | null): Day<Item>[][] {
  const first = new Date(month);
  const lead = (first.getDay() + 6) % 7;
  const length = new Date(first.getFullYear(), first.getMonth() + 1, 0).getDate();
  const weeks = Math.ceil((lead + length) / 7);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day): Day<Item> => {
      const date = new Date(first.getFullYear(), first.getMonth(), 1 + week * 7 + day - lead);
      const next = new Date(date.getFullYear(), date.getMonth(), date.getDate() + 1).getTime();
      const at = date.getTime();
      return {
        at,
        isInMonth: date.getMonth() === first.getMonth(),
        items: items.filter((item) => {
          const when = whenOf(item);
          return when !== null && when >= at && when < next;
        }),
      };
    }),
  );
}
