import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface ConfirmActionProps {
  /** What happens, for good. */
  detail: string;
  action: string;
  pending: boolean;
  onConfirm: () => void;
  onBack: () => void;
  /** What the way back is called, if not that. */
  back?: string;
}

/** Inside of a dialog that asks once more. */
export function ConfirmAction({ detail, action, pending, onConfirm, onBack, back }: ConfirmActionProps) {
  const { t } = useTranslation();
  return (
    <>
      <p>{detail}</p>
      <Group justify="flex-end">
        <Button variant="default" onClick={onBack}>
          {back ?? t("action.back")}
        </Button>
        <Button color="red" loading={pending} onClick={onConfirm}>
          {action}
        </Button>
      </Group>
    </>
  );
}
