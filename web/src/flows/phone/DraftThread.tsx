import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { SimulatedTurn } from "../../api/types";
import { useFormat } from "../../app/format";
import { ListRows } from "../../message/ListRows";
import { asMeta, chooseRow, type MetaMessage, type Opening, type Reply } from "../../message/meta";
import { MessageView } from "../../message/MessageView";
import phone from "../../phones/phone.module.css";
import { Sheet } from "../../phones/sheets/Sheet";
import { AnswerRequest } from "./AnswerRequest";
import styles from "./draft.module.css";
import { EventLine } from "./EventLine";
import type { Act } from "./transcript";
import type { Play } from "./useSimulation";

export function DraftThread({ play }: { play: Play }) {
  const { t } = useTranslation();
  const { transcript, simulation, act } = play;
  const [list, setList] = useState<Extract<Opening, { what: "list" }>>();
  const turns = transcript.acts.length > 0 ? (simulation.data?.turns ?? []) : [];
  const open = (opening: Opening) => {
    if (opening.what === "list") setList(opening);
    else act(answerTo(opening));
  };
  return (
    <>
      <div className={phone.thread} role="log" aria-label={t("inbox.threadLabel")} tabIndex={0}>
        <div className={phone.lines}>
          {transcript.acts.length === 0 && <p className={phone.sayHello}>{t("builder.sayHello")}</p>}
          {turns.map((turn, index) => (
            <Turn
              key={index}
              turn={turn}
              act={turn.step === null ? undefined : transcript.acts[turn.step]}
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
  onReply: (reply: Reply) => void;
  onOpen: (opening: Opening) => void;
}

function Turn({ turn, act, onReply, onOpen }: TurnProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const own = act && ownMessage(act, (kind) => t(`builder.sends.${kind as "image"}`, { defaultValue: kind }));
  return (
    <>
      {own && <MessageView message={own} side="right" at={turn.at} />}
      {act && "waits" in act && (
        <p className={styles.event}>{t("builder.later", { span: act.waits, at: format.dateTime(turn.at) })}</p>
      )}
      {act && "jumps" in act && <p className={styles.event}>{t("builder.jumpedTo", { node: act.jumps })}</p>}
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
    </>
  );
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
