import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FlowProblem } from "../api/types";
import type { Builder, Dialog, Panel } from "./builder";
import { cardsOf } from "./model/card";
import { union } from "./model/difference";
import { read } from "./model/document";
import { add as addTo, freeName, move, remove as removeFrom, type Source } from "./model/edits";
import { type Blueprint, make } from "./model/kinds";
import { outletsOf } from "./model/outlets";
import { textLanguages, textRows } from "./model/texts";
import type { FlowTree } from "./model/tree";
import { usePlaces } from "./usePlaces";
import { useWords } from "./useWords";
import type { FlowDocument } from "./useFlowDocument";

interface Given {
  flowId: string;
  flow: FlowDocument;
  mayEdit: boolean;
  problems: FlowProblem[];
}

export function useBuilderState({ flowId, flow, mayEdit, problems }: Given): Builder {
  const { i18n } = useTranslation();
  const words = useWords();
  const { tree, apply } = flow;
  const [selected, select] = useState<string[]>([]);
  const [visited, setVisited] = useState({ id: "", count: 0 });
  const [panel, open] = useState<Panel | null>("settings");
  const [dialog, ask] = useState<Dialog | null>(null);
  const [lit, light] = useState<Builder["lit"]>({ trail: [] });
  const [chosenLanguage, setLanguage] = useState<string>();
  const languages = useMemo(() => textLanguages(tree, textRows(tree)), [tree]);
  const language = chosenLanguage !== undefined && languages.includes(chosenLanguage) ? chosenLanguage : tree.language;
  const [compared, setCompared] = useState<Builder["compared"]>(null);
  const compare = useCallback((version: { version: number; document: string } | null) => {
    const old = version && read(version.document).tree;
    setCompared(old ? { version: version.version, tree: old } : null);
  }, []);
  const both = useMemo(() => (compared ? union(compared.tree, tree) : tree), [compared, tree]);
  const shown = useDeferredValue(both);
  const cards = useMemo(() => cardsOf(shown, language), [shown, language]);
  const places = usePlaces(cards, shown);

  const visit = useCallback((id: string) => {
    select([id]);
    setVisited(({ count }) => ({ id, count: count + 1 }));
  }, []);
  const add = useCallback(
    (blueprint: Pick<Blueprint, "kind" | "shape">, from?: Source, place?: { x: number; y: number }) => {
      const id = freeName(nameFor(blueprint), (name) => Object.hasOwn(tree.nodes, name));
      const source = from ?? (place ? undefined : looseEnd(tree, selected[0]));
      apply((draft) => {
        addTo(draft, id, make(blueprint, words), source);
        if (place && !from) move(draft, places, { [id]: place });
      });
      visit(id);
    },
    [apply, tree, selected, visit, words, places],
  );
  const remove = useCallback(
    (ids: string[]) => {
      apply((draft) => {
        removeFrom(draft, tree, ids);
      });
      select([]);
    },
    [apply, tree],
  );

  return {
    ...flow,
    flowId,
    mayEdit: mayEdit && compared === null,
    language: language || i18n.language,
    setLanguage,
    languages,
    cards,
    places,
    selected,
    select,
    visit,
    visited,
    panel,
    open,
    dialog,
    ask,
    problems,
    add,
    remove,
    lit,
    light,
    compared,
    compare,
  };
}

/** What a new node is called until somebody finds a better name. */
const nameFor = ({ kind, shape }: Pick<Blueprint, "kind" | "shape">): string =>
  kind === "say" && shape !== "text" ? shape : kind;

/** Where a new node hangs when nobody says: on a way of this node that leads nowhere, else between it and its next. */
function looseEnd(tree: FlowTree, id: string | undefined): Source | undefined {
  const node = id === undefined ? undefined : tree.nodes[id];
  if (id === undefined || !node) return undefined;
  const outlets = outletsOf(node, "");
  const end = outlets.find(({ target }) => target === undefined) ?? outlets.find(({ route }) => route === "next");
  return end && { node: id, path: end.path };
}
