import { ActionIcon } from "@mantine/core";
import { IconMinus, IconPlus } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../app/format";
import { type Product } from "../../message/commerce";
import { ProductPicture } from "../../message/ProductCard";
import styles from "./sheets.module.css";

interface ProductRowProps {
  retailerId: string;
  /** Absent when the catalogue does not have it: then it can be seen but not ordered. */
  product?: Product;
  count: number;
  onCount: (count: number) => void;
}

export function ProductRow({ retailerId, product, count, onCount }: ProductRowProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const name = product?.name ?? retailerId;
  return (
    <div className={styles.productRow}>
      <ProductPicture url={product?.image_url} />
      <div className="grow">
        <strong>{name}</strong>
        {product?.description && <div className="soft small">{product.description}</div>}
        <div className="small tabular">
          {product ? format.money(product.price, product.currency) : t("phones.shop.unknown")}
        </div>
      </div>
      {product && (
        <div className={styles.stepper}>
          <ActionIcon
            variant="default"
            aria-label={t("phones.shop.less", { name })}
            disabled={count === 0}
            onClick={() => {
              onCount(count - 1);
            }}
          >
            <IconMinus size={16} />
          </ActionIcon>
          <span className="tabular" aria-live="polite">
            {count}
          </span>
          <ActionIcon
            variant="default"
            aria-label={t("phones.shop.more", { name })}
            onClick={() => {
              onCount(count + 1);
            }}
          >
            <IconPlus size={16} />
          </ActionIcon>
        </div>
      )}
    </div>
  );
}
