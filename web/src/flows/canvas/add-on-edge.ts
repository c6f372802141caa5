import { createContext, useContext } from "react";
import type { Source } from "../model/edits";

/** Stable, so that edges are not drawn anew when something else of the builder changes. */
export const AddOnEdge = createContext<(from: Source) => void>(() => undefined);

export const useAddOnEdge = () => useContext(AddOnEdge);
