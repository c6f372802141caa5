// Two texts line by line: what stayed, what went, what came.

export interface LineChange {
  line: string;
  change: "same" | "added" | "removed";
}

export function lineChanges(before: string, after: string): LineChange[] {
  const old = before === "" ? [] : before.split("\n");
  const now = after === "" ? [] : after.split("\n");
  // The longest common part of every two tails; nodes are short, so the table is small.
  const common = Array.from({ length: old.length + 1 }, () => new Array<number>(now.length + 1).fill(0));
  const at = (row: number, column: number) => common[row]?.[column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      const longest =
        old[row] === now[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1));
      (common[row] ?? [])[column] = longest;
    }
  }
  const changes: LineChange[] = [];
  let [row, column] = [0, 0];
  while (row < old.length || column < now.length) {
    if (row < old.length && old[row] === now[column]) {
      changes.push({ line: old[row] ?? "", change: "same" });
      row += 1;
      column += 1;
    } else if (column >= now.length || (row < old.length && at(row + 1, column) >= at(row, column + 1))) {
      changes.push({ line: old[row] ?? "", change: "removed" });
      row += 1;
    } else {
      changes.push({ line: now[column] ?? "", change: "added" });
      column += 1;
    }
  }
  return changes;
}
