// The short word in the corner after something was done, with the way back where there is one.
import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, type UseMutationOptions } from "@tanstack/react-query";
import i18next from "i18next";
import { useTranslation } from "react-i18next";
import { useProblemText } from "./problem-text";

/** The cross has no word of its own. */
const closing = () => ({ closeButtonProps: { "aria-label": i18next.t("action.close") } });

/** Read out when its turn comes; only what went wrong interrupts. */
const CALM = { role: "status" } as const;

export function notifyDone(message: string) {
  notifications.show({ message, color: "teal", autoClose: 4_000, ...CALM, ...closing() });
}

export function notifyWithUndo(message: string, undoLabel: string, undo: () => void) {
  const id = notifications.show({
    color: "teal",
    autoClose: 8_000,
    ...CALM,
    ...closing(),
    message: (
      <Group justify="space-between" wrap="nowrap">
        {message}
        <Button
          size="compact-sm"
          variant="subtle"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          {undoLabel}
        </Button>
      </Group>
    ),
  });
}

/** A mutation whose failure is put into words in the corner. */
export function useAction<Result, Input = void>(options: UseMutationOptions<Result, Error, Input>) {
  const { t } = useTranslation();
  const words = useProblemText();
  return useMutation<Result, Error, Input>({
    onError: (error) => {
      notifications.show({
        title: t("state.error"),
        message: words(error),
        color: "red",
        autoClose: 10_000,
        ...closing(),
      });
    },
    ...options,
  });
}
