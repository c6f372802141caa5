// Where what a message only names comes from: its files, its products, the time. Each screen that draws messages may say.
import { createContext, useContext } from "react";
import type { Product } from "./commerce";
import type { Media } from "./meta";

/** The address of a file; without a source only those with a link of their own can be shown. */
export const MediaSource = createContext<(media: Media) => string | undefined>((media) => media.link);

export const useMediaUrl = () => useContext(MediaSource);

/** A product of the catalogue by its retailer id, where a catalogue is known. */
export const ProductSource = createContext<(retailerId: string) => Product | undefined>(() => undefined);

export const useProducts = () => useContext(ProductSource);
