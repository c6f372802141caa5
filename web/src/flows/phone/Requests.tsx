import { Button, TextInput } from "@mantine/core";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import type { SimulatedTurn } from "../../api/types";
import styles from "./draft.module.css";
import type { Act } from "./transcript";

interface RequestsProps {
  turns: SimulatedTurn[];
  onHappen: (act: Act) => void;
}

/** What the flow asked other systems and was answered, and what they tell it by themselves. */
export function Requests({ turns, onHappen }: RequestsProps) {
  const { t } = useTranslation();
  const [event, setEvent] = useState("");
  const lines = turns.flatMap(({ events }) => events).filter(({ kind }) => kind === "requested" || kind === "answered");
  const happen = (submitted: SubmitEvent) => {
    submitted.preventDefault();
    if (event.trim() !== "") onHappen({ event: event.trim() });
    setEvent("");
  };
  return (
    <>
      {lines.length === 0 && <p className="soft">{t("builder.noRequests")}</p>}
      <ul className={styles.log}>
        {lines.map((line, index) => (
          <li key={index}>
            <RequestLine line={line} />
          </li>
        ))}
      </ul>
      <form className={styles.happen} onSubmit={happen}>
        <TextInput
          className="grow"
          label={t("builder.outsideEvent")}
          placeholder="order_paid"
          value={event}
          onChange={({ currentTarget: { value } }) => {
            setEvent(value);
          }}
        />
        <Button type="submit" variant="default" disabled={event.trim() === ""}>
          {t("builder.tell")}
        </Button>
      </form>
    </>
  );
}

function RequestLine({ line }: { line: SimulatedTurn["events"][number] }) {
  const { t } = useTranslation();
  if (line.kind === "requested") {
    return (
      <>
        <strong>{line.method}</strong> {line.url}
        {line.body !== null && <pre tabIndex={0}>{JSON.stringify(line.body, null, 2)}</pre>}
      </>
    );
  }
  if (line.kind !== "answered") return null;
  return (
    <>
      <strong>{line.status ?? t("builder.noAnswer")}</strong> {line.error}
      <pre tabIndex={0}>{JSON.stringify(line.body, null, 2)}</pre>
    </>
  );
}
