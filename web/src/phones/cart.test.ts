import { expect, it } from "vitest";
import { amountOf, lineAmount, orderMessage, type Product } from "../message/commerce";
import { cartLines, shelves } from "./cart";

const mug: Product = { retailer_id: "mug", name: "Mug", price: 12.5, currency: "MXN" };
const tea: Product = { retailer_id: "tea", name: "Tea", price: 4, currency: "MXN" };

it("shows what the message names, once a section, and everything where it names nothing", () => {
  const item = { product_retailer_id: "mug" };
  expect(shelves([mug, tea], [{ title: "New", product_items: [item, item, {}] }])).toEqual([
    { title: "New", ids: ["mug"] },
  ]);
  expect(shelves([mug, tea], undefined)).toEqual([{ ids: ["mug", "tea"] }]);
});

it("orders what is in the basket, at the catalogue's prices", () => {
  const lines = cartLines([mug, tea], { mug: 2, tea: 0, gone: 3 });
  expect(orderMessage("c1", lines, "")).toEqual({
    type: "order",
    order: {
      catalog_id: "c1",
      product_items: [{ product_retailer_id: "mug", quantity: 2, item_price: 12.5, currency: "MXN" }],
    },
  });
});

it("counts in Meta's offsets, sale price first", () => {
  expect(amountOf({ value: 1250, offset: 100 })).toBe(12.5);
  expect(lineAmount({ quantity: 3, amount: { value: 500 }, sale_amount: { value: 400 } })).toEqual({ value: 1200 });
  expect(lineAmount({})).toBeUndefined();
});
