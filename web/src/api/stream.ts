// A server-sent event stream that comes back by itself, and a light that says whether it is there.
import { useSyncExternalStore } from "react";

export type StreamState = "connecting" | "live" | "lost";
export interface Stream {
  close: () => void;
}
type Handlers = Record<string, (data: unknown) => void>;

const RETRY_MS = 3_000;
/** A browser keeps six connections to a server: tabs that nobody looks at must not hold them all. */
const HIDDEN_MS = 30_000;

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
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let missed = false;

  function connect() {
    source = new EventSource(url);
    source.onopen = () => {
      setState("live");
      if (missed) handlers.reconnected?.(undefined);
      missed = false;
    };
    source.onerror = () => {
      missed = true;
      setState("lost");
      // A refused stream stays closed for good unless we open another.
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(connect, RETRY_MS);
    };
    for (const [name, handle] of Object.entries(handlers)) {
      source.addEventListener(name, (event: MessageEvent<string>) => {
        handle(event.data === "" ? undefined : JSON.parse(event.data));
      });
    }
  }

  function disconnect() {
    source?.close();
    source = undefined;
  }

  function onVisibility() {
    clearTimeout(timer);
    if (document.visibilityState === "hidden") {
      timer = setTimeout(() => {
        missed = true;
        disconnect();
      }, HIDDEN_MS);
    } else if (source?.readyState !== EventSource.OPEN) {
      disconnect();
      connect();
    }
  }

  connect();
  document.addEventListener("visibilitychange", onVisibility);
  return {
    close: () => {
      document.removeEventListener("visibilitychange", onVisibility);
      clearTimeout(timer);
      disconnect();
    },
  };
}
