import { IconShoppingBag } from "@tabler/icons-react";
import { useState } from "react";
import { useFormat } from "../app/format";
import styles from "./content.module.css";
import { useProducts } from "./sources";

interface ProductProps {
  retailerId: string;
  /** Large above a message of its own, a line in a list. */
  large?: boolean;
}

/** A product as the catalogue has it; its id alone where the catalogue is not known. */
export function ProductCard({ retailerId, large = false }: ProductProps) {
  const format = useFormat();
  const product = useProducts()(retailerId);
  return (
    <div className={styles.product} data-large={large || undefined}>
      <ProductPicture url={product?.image_url} />
      <div className={styles.productWords}>
        <strong>{product?.name ?? retailerId}</strong>
        {large && product?.description && <div className="soft small">{product.description}</div>}
        {product && <div className="small tabular">{format.money(product.price, product.currency)}</div>}
      </div>
    </div>
  );
}

export function ProductPicture({ url }: { url?: string }) {
  const [broken, setBroken] = useState(false);
  if (url && !broken) {
    return (
      <img
        className={styles.productPicture}
        src={url}
        alt=""
        onError={() => {
          setBroken(true);
        }}
      />
    );
  }
  return (
    <span className={styles.productPicture}>
      <IconShoppingBag size={24} stroke={1.5} aria-hidden />
    </span>
  );
}
