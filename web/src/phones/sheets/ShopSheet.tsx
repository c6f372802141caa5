import { Button, Skeleton, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../app/format";
import { catalogQuery } from "../../api/emulator";
import { ErrorState } from "../../app/states";
import { orderMessage } from "../../message/commerce";
import { cartLines, shelves } from "../cart";
import type { SheetOf } from "../OpenSheet";
import styles from "./sheets.module.css";
import { ProductRow } from "./ProductRow";
import { Sheet } from "./Sheet";

/** The products a message shows, or the whole catalogue: how many of each, and off goes the order. */
export function ShopSheet({ opening, onSend, onClose }: SheetOf<"products">) {
  const { t } = useTranslation();
  const format = useFormat();
  const catalog = useQuery(catalogQuery);
  const [counts, setCounts] = useState<Record<string, number>>({});
  const [note, setNote] = useState("");
  const products = catalog.data?.products ?? [];
  const lines = cartLines(products, counts);
  const total = lines.reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);
  const currency = lines[0]?.product.currency;
  const send = () => {
    onSend(orderMessage(opening.catalogId ?? catalog.data?.id ?? "", lines, note.trim()));
  };
  return (
    <Sheet
      title={opening.title ?? t("message.open.catalog_message")}
      onClose={onClose}
      foot={
        <>
          <TextInput
            className="grow"
            size="sm"
            aria-label={t("phones.shop.note")}
            placeholder={t("phones.shop.note")}
            value={note}
            onChange={(event) => {
              setNote(event.currentTarget.value);
            }}
          />
          <Button disabled={lines.length === 0} onClick={send}>
            {currency ? t("phones.shop.order", { total: format.money(total, currency) }) : t("phones.shop.send")}
          </Button>
        </>
      }
    >
      {catalog.isPending && <Skeleton height={160} m="md" />}
      {catalog.isError && <ErrorState error={catalog.error} retry={() => void catalog.refetch()} />}
      {catalog.isSuccess &&
        shelves(products, opening.sections).map(({ title, ids }, index) => (
          <section key={index} className={styles.shelf}>
            {title && <h3 className={styles.shelfTitle}>{title}</h3>}
            {ids.map((id) => (
              <ProductRow
                key={id}
                retailerId={id}
                product={products.find(({ retailer_id }) => retailer_id === id)}
                count={counts[id] ?? 0}
                onCount={(count) => {
                  setCounts({ ...counts, [id]: count });
                }}
              />
            ))}
          </section>
        ))}
      {catalog.isSuccess && products.length === 0 && <p className={`${styles.empty} soft`}>{t("phones.shop.empty")}</p>}
    </Sheet>
  );
}
