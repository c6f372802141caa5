// The simulated moment, moving on by itself between two answers of the emulator.
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type SimulatedTime, timeQuery } from "../api/simulation";

const TICK_MS = 250;

/** What the simulated clock shows so long after it was asked. */
export function simulatedNow({ now, speed }: SimulatedTime, sinceMs: number): number {
  return now + Math.max(sinceMs, 0) * speed;
}

export function useSimulatedNow(): { time: SimulatedTime; now: number } | undefined {
  const { data, dataUpdatedAt } = useQuery(timeQuery);
  const [at, setAt] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => {
      setAt(Date.now());
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return data && { time: data, now: simulatedNow(data, at - dataUpdatedAt) };
}

/** For `<input type="datetime-local">`: the moment in the reader's own time zone, to the minute. */
export function localMinute(at: number): string {
  const date = new Date(at);
  const shifted = new Date(at - date.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
