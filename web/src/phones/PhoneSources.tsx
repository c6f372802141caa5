import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { catalogQuery } from "../api/emulator";
import type { Media } from "../message/meta";
import { MediaSource, ProductSource } from "../message/sources";

/** The emulator hands out the files it holds; anything else is fetched by its link. */
const mediaUrl = ({ id, link }: Media) => (id === undefined ? link : `/emulator/media/${id}`);

/** Where a phone's pictures and products come from. */
export function PhoneSources({ children }: { children: ReactNode }) {
  const catalog = useQuery(catalogQuery);
  const products = new Map(catalog.data?.products.map((product) => [product.retailer_id, product]));
  return (
    <MediaSource value={mediaUrl}>
      <ProductSource value={(id) => products.get(id)}>{children}</ProductSource>
    </MediaSource>
  );
}
