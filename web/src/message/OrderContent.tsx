import { IconReceipt, IconShoppingCart } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../app/format";
import { useLookup } from "../i18n/lookup";
import { type Amount, amountOf, lineAmount, type OrderDetails } from "./commerce";
import { FormattedText } from "./FormattedText";
import type { MetaMessage } from "./meta";
import styles from "./content.module.css";
import { useProducts } from "./sources";

/** A basket that the customer sent. */
export function BasketContent({ order }: { order: NonNullable<MetaMessage["order"]> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const product = useProducts();
  const items = order.product_items ?? [];
  const total = items.reduce((sum, item) => sum + Number(item.item_price ?? 0) * Number(item.quantity ?? 1), 0);
  const currency = items.find((item) => item.currency)?.currency;
  return (
    <div className={styles.cards}>
      <div className={styles.card}>
        <IconShoppingCart size={24} stroke={1.5} aria-hidden />
        <div>
          {items.map(({ product_retailer_id: id = "", quantity }, index) => (
            <div key={index}>
              {quantity} × {product(id)?.name ?? id}
            </div>
          ))}
          {currency && (
            <div className="soft small">{t("message.estimated", { total: format.money(total, currency) })}</div>
          )}
        </div>
      </div>
      {order.text && <FormattedText text={order.text} />}
    </div>
  );
}

/** What is to be paid, item by item; or how an order is coming along. */
export function OrderSummary({ order, full = false }: { order: OrderDetails; full?: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lookup = useLookup();
  const currency = order.currency ?? "USD";
  const price = (amount: Amount) => format.money(amountOf(amount), currency);
  const { items = [], subtotal, tax, shipping, discount, status, description } = order.order ?? {};
  const sums = { subtotal, tax, shipping, discount } as const;
  return (
    <div className={styles.bill} data-full={full || undefined}>
      <div className={styles.billHead}>
        <IconReceipt size={20} aria-hidden />
        <span>
          <strong>{t("message.order", { reference: order.reference_id })}</strong>
          {status && <span className="soft small">{lookup(`message.orderStatus.${status}`) ?? status}</span>}
          {order.payment?.status && (
            <span className="soft small">
              {lookup(`message.paymentStatus.${order.payment.status}`) ?? order.payment.status}
            </span>
          )}
          {description && <span className="small">{description}</span>}
        </span>
      </div>
      {items.map((item, index) => {
        const amount = lineAmount(item);
        return (
          <BillLine key={index} label={`${item.quantity ?? 1} × ${item.name ?? item.retailer_id ?? ""}`}>
            {amount && price(amount)}
          </BillLine>
        );
      })}
      {full &&
        (["subtotal", "discount", "shipping", "tax"] as const).map((name) => {
          const amount = sums[name];
          return (
            amount && (
              <BillLine key={name} label={t(`message.${name}`)}>
                {name === "discount" ? `−${price(amount)}` : price(amount)}
              </BillLine>
            )
          );
        })}
      {order.total_amount && (
        <BillLine label={t("message.total")} strong>
          {price(order.total_amount)}
        </BillLine>
      )}
    </div>
  );
}

function BillLine({ label, strong, children }: { label: string; strong?: boolean; children?: React.ReactNode }) {
  return (
    <div className={styles.billLine} data-strong={strong}>
      <span>{label}</span>
      <span className="tabular">{children}</span>
    </div>
  );
}
