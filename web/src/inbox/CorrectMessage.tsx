// What a customer's message meant, said by whoever reads it: whoever trains the bot finds it among the suggestions.
import { ActionIcon, Button, Modal, NativeSelect } from "@mantine/core";
import { IconSchool } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { correctMessage, roomQuery, trySentence } from "../api/intents";
import type { Intent } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { ErrorState, LoadingRows } from "../app/states";
import { useIntentTitle } from "../understanding/intent-title";
import { useIntentOptions } from "../understanding/options";
import dialog from "../app/dialog.module.css";

interface CorrectProps {
  conversationId: string;
  text: string;
}

export function CorrectMessage({ conversationId, text }: CorrectProps) {
  const { t } = useTranslation();
  const may = useMay();
  const [open, setOpen] = useState(false);
  if (!may("manage_conversations") || !may("read_flows")) return null;
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="sm"
        radius="xl"
        title={t("correct.open")}
        aria-label={t("correct.open")}
        onClick={() => {
          setOpen(true);
        }}
      >
        <IconSchool size={16} />
      </ActionIcon>
      {open && (
        <Modal title={t("correct.title")} opened onClose={close} closeButtonProps={{ "aria-label": t("action.close") }}>
          <Meaning conversationId={conversationId} text={text} onDone={close} />
        </Modal>
      )}
    </>
  );
}

function Meaning({ conversationId, text, onDone }: CorrectProps & { onDone: () => void }) {
  const { t, i18n } = useTranslation();
  const room = useQuery(roomQuery);
  const heard = useQuery({
    queryKey: ["intents", "heard", text],
    queryFn: () => trySentence(text, i18n.language, true),
    enabled: room.data !== undefined && room.data.published_version > 0,
    retry: false,
  });
  if (room.isPending || heard.isLoading) return <LoadingRows rows={2} />;
  if (room.isError) return <ErrorState error={room.error} retry={() => void room.refetch()} />;
  if (room.data.items.length === 0) return <p>{t("correct.nothingTaught")}</p>;
  return (
    <Choice
      conversationId={conversationId}
      text={text}
      intents={room.data.items}
      understood={heard.data?.intent ?? null}
      likely={heard.data?.ranked[0]?.intent}
      onDone={onDone}
    />
  );
}

interface ChoiceProps extends CorrectProps {
  intents: Intent[];
  /** What the bot makes of it now. */
  understood: string | null;
  likely?: string;
  onDone: () => void;
}

function Choice({ conversationId, text, intents, understood, likely, onDone }: ChoiceProps) {
  const { t } = useTranslation();
  const title = useIntentTitle();
  const options = useIntentOptions(intents);
  const now = intents.find(({ name }) => name === understood);
  const [meant, setMeant] = useState(now ? "none" : (likely ?? "none"));
  const send = useAction({
    mutationFn: () => correctMessage(conversationId, text, meant),
    onSuccess: () => {
      notifyDone(t("correct.sent"));
      onDone();
    },
  });
  return (
    <form
      className={dialog.dialog}
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <q>{text}</q>
      <p className="soft">{now ? t("correct.understoodAs", { intent: title(now) }) : t("correct.notUnderstood")}</p>
      <NativeSelect
        label={t("correct.meant")}
        data-autofocus
        data={options.filter(({ value }) => value !== now?.name)}
        value={meant}
        onChange={(event) => {
          setMeant(event.currentTarget.value);
        }}
      />
      <Button type="submit" loading={send.isPending}>
        {t("correct.send")}
      </Button>
    </form>
  );
}
