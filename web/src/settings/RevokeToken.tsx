import { Modal } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { ApiToken } from "../api/types";
import { revokeToken, tokensQuery } from "../api/workspace";
import { ConfirmByTyping } from "../app/ConfirmByTyping";
import { notifyDone, useAction } from "../app/notify";

/** What uses the token stops at once and nothing brings it back, so its name has to be typed. */
export function RevokeToken({ token, onClose }: { token: ApiToken | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={token !== null}
      onClose={onClose}
      title={t("settings.revokeTitle")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      {token && <Confirm token={token} onClose={onClose} />}
    </Modal>
  );
}

function Confirm({ token, onClose }: { token: ApiToken; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const revoke = useAction({
    mutationFn: () => revokeToken(token.id),
    onSuccess: () => {
      notifyDone(t("settings.revoked"));
      onClose();
      return queries.invalidateQueries({ queryKey: tokensQuery.queryKey });
    },
  });
  return (
    <ConfirmByTyping
      detail={t("settings.revokeDetail")}
      label={t("settings.revokeType", { name: token.name })}
      word={token.name}
      action={t("settings.revoke")}
      pending={revoke.isPending}
      onConfirm={() => {
        revoke.mutate();
      }}
      onCancel={onClose}
    />
  );
}
