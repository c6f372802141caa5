// A new address, and the end of a door: what stops by it is said before.
import { Button, Group, Modal } from "@mantine/core";
import { IconKey, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { deleteHook, renewAddress } from "../../api/hooks";
import { IMPORTS } from "../../api/imports";
import type { Hook } from "../../api/types";
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
          <Ask
            text={t("hooks.renewDetail")}
            label={t("hooks.renew")}
            pending={renew.isPending}
            onCancel={close}
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
        <Ask
          text={t("hooks.deleteDetail", { name: hook.name })}
          label={t("hooks.delete")}
          pending={remove.isPending}
          onCancel={close}
          onConfirm={() => {
            remove.mutate();
          }}
        />
      </Modal>
    </>
  );
}

interface AskProps {
  text: string;
  label: string;
  pending: boolean;
  onCancel: () => void;
  onConfirm: () => void;
}

function Ask({ text, label, pending, onCancel, onConfirm }: AskProps) {
  const { t } = useTranslation();
  return (
    <>
      <p>{text}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
        <Button color="red" loading={pending} onClick={onConfirm}>
          {label}
        </Button>
      </Group>
    </>
  );
}
