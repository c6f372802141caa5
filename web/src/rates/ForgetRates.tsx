import { Button, Group, Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { forgetRates, type Rates, ratesQuery } from "../api/rates";
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
        <p>{t("rates.forgetDetail")}</p>
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("action.back")}
          </Button>
          <Button
            color="red"
            loading={forget.isPending}
            onClick={() => {
              forget.mutate();
            }}
          >
            {t("rates.forget")}
          </Button>
        </Group>
      </Modal>
    </div>
  );
}
