// A new address, and the end of a door: what stops by it is said before.
import { Button, Modal } from "@mantine/core";
import { IconKey, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteHook, renewAddress } from "../../api/hooks";
import { IMPORTS } from "../../api/imports";
import type { Hook } from "../../api/types";
import { ConfirmAction } from "../../app/ConfirmAction";
import { useAction } from "../../app/notify";
import { Address } from "./Address";

export function RenewAddress({ hook }: { hook: Hook }) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const renew = useAction({ mutationFn: () => renewAddress(hook.id) });
  const close = () => {
    setAsking(false);
    renew.reset();
  };
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconKey size={16} />}
        onClick={() => {
          setAsking(true);
        }}
      >
        {t("hooks.renew")}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={t("hooks.renew")}
        size="lg"
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {renew.data ? (
          <Address path={renew.data.path} onClose={close} />
        ) : (
          <ConfirmAction
            detail={t("hooks.renewDetail")}
            action={t("hooks.renew")}
            pending={renew.isPending}
            onBack={close}
            back={t("action.cancel")}
            onConfirm={() => {
              renew.mutate();
            }}
          />
        )}
      </Modal>
    </>
  );
}

export function DeleteHook({ hook }: { hook: Hook }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const close = () => {
    setAsking(false);
  };
  const remove = useAction({
    mutationFn: () => deleteHook(hook.id),
    onSuccess: async () => {
      await navigate({ to: "/imports/hooks" });
      await queries.invalidateQueries({ queryKey: IMPORTS });
    },
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconTrash size={16} />}
        onClick={() => {
          setAsking(true);
        }}
      >
        {t("hooks.delete")}
      </Button>
      <Modal
        opened={asking}
        onClose={close}
        title={t("hooks.delete")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <ConfirmAction
          detail={t("hooks.deleteDetail", { name: hook.name })}
          action={t("hooks.delete")}
          pending={remove.isPending}
          onBack={close}
          back={t("action.cancel")}
          onConfirm={() => {
            remove.mutate();
          }}
        />
      </Modal>
    </>
  );
}
