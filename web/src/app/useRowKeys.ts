import { useRef } from "react";
import { useShortcuts } from "./shortcuts";

/** `j` and `k` walk from row to row; Enter opens one, as it does any link. */
export function useRowKeys<List extends HTMLElement>() {
  const list = useRef<List>(null);
  const move = (step: number) => {
    const links = [...(list.current?.querySelectorAll<HTMLAnchorElement>("h2 a") ?? [])];
    const at = links.findIndex((link) => link === document.activeElement);
    links[Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
  };
  useShortcuts({
    j: () => {
      move(1);
    },
    k: () => {
      move(-1);
    },
  });
  return list;
}
