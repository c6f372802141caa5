import { Button, Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { forgetRates, type Rates, ratesQuery } from "../api/rates";
import { ConfirmAction } from "../app/ConfirmAction";
import { notifyDone, useAction } from "../app/notify";

/** The business's own cards go, and those that ship count again. */
export function ForgetRates() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
  };
  const forget = useAction<Rates>({
    mutationFn: forgetRates,
    onSuccess: (rates) => {
      queries.setQueryData(ratesQuery.queryKey, rates);
      notifyDone(t("rates.forgotten"));
      close();
    },
  });
  return (
    <div>
      <Button
        variant="default"
        onClick={() => {
          setAsking(true);
        }}
      >
        {t("rates.forget")}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={t("rates.forget")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <ConfirmAction
          detail={t("rates.forgetDetail")}
          action={t("rates.forget")}
          pending={forget.isPending}
          onConfirm={() => {
            forget.mutate();
          }}
          onBack={close}
        />
      </Modal>
    </div>
  );
}
