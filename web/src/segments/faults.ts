// What is wrong with the condition, by place: not filled in yet, or refused by the server.
import { createContext, useContext } from "react";
import { Problem } from "../api/problem";

export interface Faults {
  /** What is wrong at this place, in words. */
  at: (place: string) => string | undefined;
}

const Context = createContext<Faults>({ at: () => undefined });

export const FaultsProvider = Context.Provider;
export const useFaults = () => useContext(Context);

/** `fillIn` is what is said of a place that nobody has filled in. */
export function faultsOf(error: unknown, unfinished: string[], fillIn: string): Faults {
  const errors = error instanceof Problem && error.slug === "invalid_condition" ? error.errors : [];
  return {
    at: (place) =>
      unfinished.includes(place) ? fillIn : errors.find(({ field }) => field === `condition.${place}`)?.message,
  };
}
