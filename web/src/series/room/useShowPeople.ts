import { useNavigate } from "@tanstack/react-router";
import type { SeriesSearch } from "../search";

export const PEOPLE = "series-people";

/** Changes whom the list shows, and brings it into sight. */
export function useShowPeople() {
  const navigate = useNavigate({ from: "/series/$seriesId" });
  return ({ way, step }: Pick<SeriesSearch, "way" | "step">) => {
    void navigate({ to: ".", search: (before) => ({ ...before, way, step }), replace: true, resetScroll: false });
    document.getElementById(PEOPLE)?.scrollIntoView();
  };
}
