import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SimulatedTurn } from "../../api/types";
import { useFormat } from "../../app/format";
import { ListRows } from "../../message/ListRows";
import { asMeta, chooseRow, type MetaMessage, type Opening, type Reply } from "../../message/meta";
import { MessageView } from "../../message/MessageView";
import phone from "../../phones/phone.module.css";
import { Sheet } from "../../phones/sheets/Sheet";
import { flat } from "../model/outlets";
import { AnswerRequest } from "./AnswerRequest";
import { Differences } from "./Differences";
import styles from "./draft.module.css";
import { EventLine } from "./EventLine";
import { type Act, isExpectation, taken } from "./transcript";
import type { Play } from "./useSimulation";

export function DraftThread({ play }: { play: Play }) {
  const { t } = useTranslation();
  const { transcript, simulation, act } = play;
  const [list, setList] = useState<Extract<Opening, { what: "list" }>>();
  const ofTheSample = taken(transcript);
  const actOf = (step: number | null) => {
    const found = step === null ? undefined : transcript.steps[step];
    return found && !isExpectation(found) ? found : undefined;
  };
  const turns = transcript.steps.length > 0 ? (simulation.data?.turns ?? []) : [];
  const open = (opening: Opening) => {
    if (opening.what === "list") setList(opening);
    else act(answerTo(opening));
  };
  return (
    <>
      <div className={phone.thread} role="log" aria-label={t("inbox.threadLabel")} tabIndex={0}>
        <div className={phone.lines}>
          {transcript.steps.length === 0 && <p className={phone.sayHello}>{t("builder.sayHello")}</p>}
          {turns.map((turn, index) => (
            <Turn
              key={index}
              turn={turn}
              act={actOf(turn.step)}
              compared={(turn.step ?? 0) < ofTheSample}
              onReply={(reply) => {
                act(tapOf(reply));
              }}
              onOpen={open}
            />
          ))}
          {simulation.data?.state.awaits_answer && <AnswerRequest onAnswer={act} />}
        </div>
      </div>
      {list && (
        <Sheet
          title={list.title ?? t("message.list")}
          onClose={() => {
            setList(undefined);
          }}
        >
          <ListRows
            sections={list.sections}
            onChoose={(row) => {
              act(tapOf(chooseRow(row)));
              setList(undefined);
            }}
          />
        </Sheet>
      )}
    </>
  );
}

interface TurnProps {
  turn: SimulatedTurn;
  act?: Act;
  /** Whether a sample says what should have come. */
  compared: boolean;
  onReply: (reply: Reply) => void;
  onOpen: (opening: Opening) => void;
}

function Turn({ turn, act, compared, onReply, onOpen }: TurnProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const own = act && ownMessage(act, (kind) => t(`builder.sends.${kind as "image"}`, { defaultValue: kind }));
  return (
    <>
      {own && <MessageView message={own} side="right" at={turn.at} />}
      {act && <ActLine act={act} at={format.dateTime(turn.at)} />}
      {turn.events.map((event, index) =>
        event.kind === "said" ? (
          <MessageView
            key={index}
            message={asMeta(event.message)}
            side="left"
            at={turn.at}
            onReply={onReply}
            onOpen={onOpen}
          />
        ) : (
          <EventLine key={index} event={event} />
        ),
      )}
      {turn.trouble !== null && <p className={styles.trouble}>{turn.trouble}</p>}
      {compared && turn.differences.length > 0 && <Differences differences={turn.differences} />}
    </>
  );
}

/** What happened that no customer sent. */
function ActLine({ act, at }: { act: Act; at: string }) {
  const { t } = useTranslation();
  const words = () => {
    if ("waits" in act) return t("builder.later", { span: act.waits, at });
    if ("waits_until" in act) return t("builder.until", { at });
    if ("event" in act)
      return t("builder.happened", { event: typeof act.event === "string" ? act.event : act.event.name });
    if ("jumps" in act) return t("builder.jumpedTo", { node: act.jumps });
    if ("agent" in act) return t(`builder.agentDoes.${act.agent as "resolves"}`);
    if ("changes" in act) return t("builder.changed", { change: flat(act.changes) });
    if ("http" in act) return t("builder.answerOtherwise");
    return undefined;
  };
  const line = words();
  return line === undefined ? null : <p className={styles.event}>{line}</p>;
}

/** By its title where it has one: so a test reads like the conversation. */
function tapOf(reply: Reply): Act {
  const option = reply.type === "button" ? { id: reply.button.payload, title: reply.button.text } : chosen(reply);
  return { taps: option.title || { payload: option.id, title: "" } };
}

function chosen({ interactive }: Extract<Reply, { type: "interactive" }>): { id: string; title: string } {
  return interactive.type === "button_reply" ? interactive.button_reply : interactive.list_reply;
}

/** What the customer sends after tapping something that opens on a real phone: contents of that kind. */
function answerTo(opening: Opening): Act {
  switch (opening.what) {
    case "flow":
      return { sends: { flow: {} } };
    case "contact":
      return { sends: "contacts" };
    case "products":
    case "order":
      return { sends: { order: { catalog_id: "1", product_items: [] } } };
    default:
      return { sends: "location" };
  }
}

function ownMessage(act: Act, words: (kind: string) => string): MetaMessage | undefined {
  if ("says" in act) return text(act.says);
  if ("taps" in act) return text(typeof act.taps === "string" ? act.taps : act.taps.title || act.taps.payload);
  if ("sends" in act) return text(words(typeof act.sends === "string" ? act.sends : (Object.keys(act.sends)[0] ?? "")));
  return undefined;
}

const text = (body: string): MetaMessage => ({ type: "text", text: { body } });
