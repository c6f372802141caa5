// Products, orders and payments as Meta's messages carry them.
import type { Media } from "./meta";

export interface ProductItem {
  product_retailer_id?: string;
}

export interface ProductSection {
  title?: string;
  product_items?: ProductItem[];
}

/** A thing on sale, as the catalogue knows it. */
export interface Product {
  retailer_id: string;
  name: string;
  description?: string;
  /** In the currency's main unit, as `order` messages have it. */
  price: number;
  currency: string;
  image_url?: string;
}

/** Meta writes 12.50 as `{"value": 1250, "offset": 100}`. */
export interface Amount {
  value: number;
  offset?: number;
  description?: string;
}

export interface OrderItem {
  retailer_id?: string;
  name?: string;
  amount?: Amount;
  sale_amount?: Amount;
  quantity?: number;
  image?: Media;
}

/** What `order_details` asks to be reviewed and paid. */
export interface OrderDetails {
  reference_id?: string;
  currency?: string;
  total_amount?: Amount;
  payment_settings?: { type?: string }[];
  order?: {
    status?: string;
    items?: OrderItem[];
    subtotal?: Amount;
    tax?: Amount;
    shipping?: Amount;
    discount?: Amount;
    description?: string;
  };
  payment?: { status?: string };
}

export function amountOf({ value, offset = 100 }: Amount): number {
  return value / (offset || 1);
}

/** What is paid for so many of an item: its sale price where there is one. */
export function lineAmount({ amount, sale_amount, quantity = 1 }: OrderItem): Amount | undefined {
  const each = sale_amount ?? amount;
  return each && { value: each.value * quantity, offset: each.offset };
}

export interface CartLine {
  product: Product;
  quantity: number;
}

/** The message that sends a basket to the business. */
export function orderMessage(catalogId: string, lines: CartLine[], text: string): Record<string, unknown> {
  const product_items = lines.map(({ product, quantity }) => ({
    product_retailer_id: product.retailer_id,
    quantity,
    item_price: product.price,
    currency: product.currency,
  }));
  const order = { catalog_id: catalogId, product_items };
  return { type: "order", order: text === "" ? order : { ...order, text } };
}
