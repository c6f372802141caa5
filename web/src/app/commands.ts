// What the palette offers: each screen adds its own commands while it is open.
import { useEffect, useSyncExternalStore } from "react";

export interface Command {
  id: string;
  label: string;
  run: () => void;
}

let offered: Command[] = [];
const listeners = new Set<() => void>();

function change(next: Command[]) {
  offered = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useOfferedCommands(): Command[] {
  return useSyncExternalStore(subscribe, () => offered);
}

export function useCommands(commands: Command[]) {
  useEffect(() => {
    change([...offered, ...commands]);
    return () => {
      change(offered.filter((command) => !commands.includes(command)));
    };
  }, [commands]);
}
