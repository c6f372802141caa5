// The series being written, and where it is saved.
import { useQueryClient } from "@tanstack/react-query";
import { CAMPAIGNS } from "../../api/campaigns";
import { saveSeries, SERIES, seriesQuery } from "../../api/series";
import type { Series } from "../../api/types";
import { type SavedDraft, useSavedDraft } from "../../campaigns/useSavedDraft";
import type { SeriesDocument } from "../model/document";

interface Written {
  name: string;
  document: SeriesDocument;
}

export interface SeriesDraft extends Written, Pick<SavedDraft<Written>, "flush" | "isSaved" | "isSaving"> {
  series: Series;
  change: (document: SeriesDocument) => void;
  rename: (name: string) => void;
}

export function useSeriesDraft(series: Series): SeriesDraft {
  const queries = useQueryClient();
  const { written, write, ...saving } = useSavedDraft<Written, Series>({
    kept: { name: series.name, document: series.document as unknown as SeriesDocument },
    save: ({ name, document }) => saveSeries(series.id, name, document),
    onSaved: (saved) => {
      queries.setQueryData(seriesQuery(series.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: [...SERIES, "list"] });
      void queries.invalidateQueries({ queryKey: [...CAMPAIGNS, "look", series.id] });
    },
  });
  return {
    series,
    ...written,
    ...saving,
    change: (document) => {
      write({ ...written, document });
    },
    rename: (name) => {
      write({ ...written, name });
    },
  };
}
