// A server-sent event stream that comes back by itself, and a light that says whether it is there.
import { useSyncExternalStore } from "react";

export type StreamState = "connecting" | "live" | "lost";
export interface Stream {
  close: () => void;
}
type Handlers = Record<string, (data: unknown) => void>;

const RETRY_MS = 3_000;

let state: StreamState = "connecting";
const listeners = new Set<() => void>();

function setState(next: StreamState) {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether live updates are arriving. */
export function useStreamState(): StreamState {
  return useSyncExternalStore(subscribe, () => state);
}

/** Calls the handler named like each event; `reconnected` after a gap in which events may have been missed. */
export function openStream(url: string, handlers: Handlers): Stream {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let wasLost = false;

  function connect() {
    source = new EventSource(url);
    source.onopen = () => {
      setState("live");
      if (wasLost) handlers.reconnected?.(undefined);
      wasLost = false;
    };
    source.onerror = () => {
      wasLost = true;
      setState("lost");
      // A refused stream stays closed for good unless we open another.
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MS);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        handle(event.data === "" ? undefined : JSON.parse(event.data));
      });
    }
  }

  connect();
  return {
    close: () => {
      clearTimeout(retry);
      source.close();
    },
  };
}
