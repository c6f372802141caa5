// The shop on the phone: what stands on which shelf, and what is in the basket.
import type { CartLine, Product, ProductSection } from "../message/commerce";

export interface Shelf {
  title?: string;
  ids: string[];
}

/** The products a message names, section by section; the whole catalogue where it names none. */
export function shelves(products: Product[], sections: ProductSection[] | undefined): Shelf[] {
  if (!sections || sections.length === 0) return [{ ids: products.map(({ retailer_id }) => retailer_id) }];
  return sections.map(({ title, product_items = [] }) => ({
    title,
    ids: [...new Set(product_items.flatMap(({ product_retailer_id }) => product_retailer_id ?? []))],
  }));
}

export function cartLines(products: Product[], counts: Record<string, number>): CartLine[] {
  return products.flatMap((product) => {
    const quantity = counts[product.retailer_id] ?? 0;
    return quantity > 0 ? [{ product, quantity }] : [];
  });
}
