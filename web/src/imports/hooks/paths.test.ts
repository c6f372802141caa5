import { describe, expect, it } from "vitest";
import { cellAt } from "./paths";

const order = {
  headers: { "x-shopify-topic": "orders/paid" },
  body: {
    id: 450789469,
    phone: null,
    tags: ["vip", "norte"],
    customer: { phone: "", accepts_marketing: true },
    billing_address: { phone: "+54 9 11 2345-6789" },
    line_items: [{ title: "Yerba" }, { title: "Mate" }],
  },
};

// The same table as the server's.
describe("what stands at a path", () => {
  it.each([
    ["id", "450789469"],
    ["customer.accepts_marketing", "true"],
    ["phone", ""],
    ["phone | customer.phone | billing_address.phone", "+54 9 11 2345-6789"],
    ["line_items.1.title", "Mate"],
    ["line_items.*.title", "Yerba, Mate"],
    ["line_items.9.title", ""],
    ["line_items.title", ""],
    ["id.deeper", ""],
    ["tags", "vip, norte"],
    ["header:X-Shopify-Topic", "orders/paid"],
    ["header:x-other | id", "450789469"],
    ["billing_address", '{"phone":"+54 9 11 2345-6789"}'],
    ["", ""],
  ])("%s", (path, expected) => {
    expect(cellAt(order, path)).toBe(expected);
  });
});
