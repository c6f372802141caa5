import { Button, NativeSelect, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { sendWebhook } from "../api/simulation";
import { notifyDone, useAction } from "../app/notify";
import { JsonEditor } from "./JsonEditor";
import { jsonProblem } from "./json-problem";
import styles from "./simulation.module.css";
import { WEBHOOK_EXAMPLES, type WebhookExample } from "./webhook-examples";

const NAMES = Object.keys(WEBHOOK_EXAMPLES);
const FIRST: WebhookExample = Object.values(WEBHOOK_EXAMPLES)[0] ?? { field: "", value: {} };

/** A change, signed and sent as if Meta had made it. */
export function WebhookByHand() {
  const { t } = useTranslation();
  const [field, setField] = useState(FIRST.field);
  const [json, setJson] = useState(() => JSON.stringify(FIRST.value, null, 2));
  const send = useAction({
    mutationFn: () => sendWebhook(field.trim(), JSON.parse(json)),
    onSuccess: () => {
      notifyDone(t("simulation.hand.sent"));
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form className={styles.card} onSubmit={submit}>
      <NativeSelect
        label={t("simulation.hand.example")}
        data={NAMES}
        onChange={(event) => {
          const example = WEBHOOK_EXAMPLES[event.currentTarget.value];
          if (!example) return;
          setField(example.field);
          setJson(JSON.stringify(example.value, null, 2));
        }}
      />
      <TextInput
        label={t("simulation.hand.field")}
        required
        value={field}
        onChange={(event) => {
          setField(event.currentTarget.value);
        }}
      />
      <JsonEditor label={t("simulation.hand.value")} value={json} onChange={setJson} />
      <div>
        <Button type="submit" loading={send.isPending} disabled={jsonProblem(json) !== undefined}>
          {t("simulation.hand.sendWebhook")}
        </Button>
      </div>
    </form>
  );
}
