import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { payOrder } from "../../api/emulator";
import { notifyDone, useAction } from "../../app/notify";
import { OrderSummary } from "../../message/OrderContent";
import type { SheetOf } from "../OpenSheet";
import styles from "./sheets.module.css";
import { Sheet } from "./Sheet";

/** Review and pay: the business is told by a payment status, as Meta does for payments it handles. */
export function OrderSheet({ customer, contextId, opening: { order }, onClose }: SheetOf<"order">) {
  const { t } = useTranslation();
  const pay = useAction({
    mutationFn: (status: "captured" | "failed") => payOrder(customer.id, contextId ?? "", status),
    onSuccess: (_, status) => {
      notifyDone(t(status === "captured" ? "phones.paid" : "phones.payFailed"));
      onClose();
    },
  });
  return (
    <Sheet
      title={t("message.open.order_details")}
      onClose={onClose}
      foot={
        <>
          <Button
            variant="default"
            disabled={pay.isPending}
            onClick={() => {
              pay.mutate("failed");
            }}
          >
            {t("phones.payFail")}
          </Button>
          <Button
            loading={pay.isPending}
            onClick={() => {
              pay.mutate("captured");
            }}
          >
            {t("phones.pay")}
          </Button>
        </>
      }
    >
      <div className={styles.sheetForm}>
        <OrderSummary order={order} full />
      </div>
    </Sheet>
  );
}
