import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Actions } from "./Actions";
import { FormattedText } from "./FormattedText";
import { HeaderContent } from "./HeaderContent";
import type { MessageViewProps } from "./MessageView";
import type { Interactive } from "./meta";
import styles from "./message.module.css";
import { OrderSummary } from "./OrderContent";
import { ProductCard } from "./ProductCard";
import { replySummary } from "./reply-summary";

export type InteractiveProps = MessageViewProps & { interactive: Interactive };

/** Buttons, lists, links, products and forms as the customer sees them; and what the customer answered with them. */
export function InteractiveContent(props: InteractiveProps) {
  const { interactive } = props;
  const isAnswer =
    interactive.button_reply ?? interactive.list_reply ?? interactive.nfm_reply ?? interactive.call_permission_reply;
  if (isAnswer) return <Answer interactive={interactive} />;
  return (
    <>
      <HeaderContent header={interactive.header} />
      <Subject interactive={interactive} />
      {interactive.body?.text && <FormattedText text={interactive.body.text} />}
      {interactive.footer?.text && <p className={styles.footer}>{interactive.footer.text}</p>}
      <Actions {...props} />
    </>
  );
}

function Answer({ interactive }: { interactive: Interactive }) {
  const { t } = useTranslation();
  const { button_reply, list_reply, nfm_reply, call_permission_reply } = interactive;
  const option = button_reply ?? list_reply;
  const allowed = call_permission_reply?.response === "accept";
  const title =
    option?.title ??
    (call_permission_reply
      ? t(allowed ? "message.callAllowed" : "message.callRefused")
      : (nfm_reply?.body ?? nfm_reply?.name ?? ""));
  const details = list_reply?.description ? [list_reply.description] : replySummary(nfm_reply?.response_json);
  return (
    <div className={styles.answer}>
      <IconCheck size={16} aria-hidden />
      <div>
        {title}
        {details.map((detail, index) => (
          <div key={index} className="soft small">
            {detail}
          </div>
        ))}
      </div>
    </div>
  );
}

/** What stands above the words: the product, the order. */
function Subject({ interactive: { type, action } }: { interactive: Interactive }) {
  const product = type === "product" ? action?.product_retailer_id : action?.parameters?.thumbnail_product_retailer_id;
  if (product) return <ProductCard retailerId={product} large />;
  const isOrder = type === "order_details" || type === "order_status";
  return isOrder && action?.parameters ? <OrderSummary order={action.parameters} /> : null;
}
