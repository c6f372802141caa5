import { Button, NativeSelect, Textarea } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { valueOf } from "../model/document";
import styles from "./draft.module.css";
import type { Act } from "./transcript";

const STATUSES = ["200", "201", "400", "404", "500"];
const NONE = "none";

/** The flow asked another system something; here somebody plays that system. */
export function AnswerRequest({ onAnswer }: { onAnswer: (act: Act) => void }) {
  const { t } = useTranslation();
  const [status, setStatus] = useState("200");
  const [body, setBody] = useState("{}");
  const value = valueOf(body);
  const answer = (event: SubmitEvent) => {
    event.preventDefault();
    if (value === undefined) return;
    onAnswer({ answers: status === NONE ? { error: "connection refused" } : { status: Number(status), body: value } });
  };
  return (
    <form className={styles.request} onSubmit={answer}>
      <strong>{t("builder.awaitsAnswer")}</strong>
      <NativeSelect
        label={t("builder.answerStatus")}
        value={status}
        data={[...STATUSES, { value: NONE, label: t("builder.noAnswer") }]}
        onChange={(event) => {
          setStatus(event.currentTarget.value);
        }}
      />
      {status !== NONE && (
        <Textarea
          label={t("builder.answerBody")}
          autosize
          minRows={2}
          maxRows={8}
          value={body}
          error={value === undefined ? t("builder.wrong.yaml") : undefined}
          styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
          onChange={(event) => {
            setBody(event.currentTarget.value);
          }}
        />
      )}
      <Button type="submit" size="compact-sm">
        {t("builder.answer")}
      </Button>
    </form>
  );
}
