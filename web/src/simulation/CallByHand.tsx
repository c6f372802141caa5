import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { customersQuery } from "../api/emulator";
import { callGraph, type GraphAnswer, simulatedNumbersQuery } from "../api/simulation";
import { useAction } from "../app/notify";
import { JsonView } from "../journal/JsonView";
import { galleryOf } from "./gallery";
import { JsonEditor } from "./JsonEditor";
import { jsonProblem } from "./json-problem";
import styles from "./simulation.module.css";

/** A call to the Graph API as the business would make it: an example of every message, or whatever one likes. */
export function CallByHand() {
  const { t } = useTranslation();
  const person = useQuery(customersQuery()).data?.[0];
  const number = useQuery(simulatedNumbersQuery).data?.[0]?.phone_number_id ?? "";
  const gallery = galleryOf(person?.phone ?? "", window.location.origin);
  const [method, setMethod] = useState("POST");
  const [path, setPath] = useState<string>();
  const [json, setJson] = useState<string>();
  const shownPath = path ?? `/v26.0/${number}/messages`;
  const shownJson = json ?? JSON.stringify(gallery[0]?.body ?? {}, null, 2);
  const call = useAction({
    mutationFn: () => callGraph(method, shownPath, method === "POST" ? JSON.parse(shownJson) : undefined),
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    call.mutate();
  };
  return (
    <>
      <form className={styles.card} onSubmit={submit}>
        <NativeSelect
          label={t("simulation.hand.example")}
          data={gallery.map(({ name }) => name)}
          onChange={(event) => {
            const example = gallery.find(({ name }) => name === event.currentTarget.value);
            if (!example) return;
            setMethod("POST");
            setPath(undefined);
            setJson(JSON.stringify(example.body, null, 2));
          }}
        />
        <div className={styles.buttons}>
          <NativeSelect
            aria-label={t("simulation.hand.method")}
            value={method}
            data={["GET", "POST", "DELETE"]}
            onChange={(event) => {
              setMethod(event.currentTarget.value);
            }}
          />
          <TextInput
            className="grow"
            aria-label={t("simulation.hand.path")}
            required
            value={shownPath}
            onChange={(event) => {
              setPath(event.currentTarget.value);
            }}
          />
        </div>
        {method === "POST" && <JsonEditor label={t("simulation.hand.body")} value={shownJson} onChange={setJson} />}
        <div>
          <Button
            type="submit"
            loading={call.isPending}
            disabled={method === "POST" && jsonProblem(shownJson) !== undefined}
          >
            {t("simulation.hand.makeCall")}
          </Button>
        </div>
      </form>
      {call.data && <Answer answer={call.data} />}
    </>
  );
}

function Answer({ answer }: { answer: GraphAnswer }) {
  const { t } = useTranslation();
  return (
    <section className={styles.card}>
      <h2>
        {answer.status === null ? t("simulation.hand.lost") : t("simulation.hand.answer", { status: answer.status })}
      </h2>
      <JsonView text={JSON.stringify(answer.body)} label={t("simulation.log.answer")} />
    </section>
  );
}
