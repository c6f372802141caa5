// The short questions of the canvas: what to add, where to lead, which node.
import { Modal, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Dialog, useBuilder } from "../builder";
import { connect } from "../model/edits";
import { outletsOf } from "../model/outlets";
import type { Path } from "../model/tree";
import styles from "./palette.module.css";
import { focusCanvasSoon } from "./focus-canvas";
import { KindIcon } from "./KindIcon";
import { BlueprintList } from "./Palette";

export function Dialogs() {
  const { t } = useTranslation();
  const { dialog, ask } = useBuilder();
  const close = () => {
    ask(null);
    focusCanvasSoon();
  };
  return (
    <Modal
      opened={dialog !== null}
      onClose={close}
      title={dialog && t(`builder.dialog.${dialog.what}`)}
      closeButtonProps={{ "aria-label": t("action.close") }}
      size="sm"
      returnFocus={false}
    >
      {dialog && <Question dialog={dialog} close={close} />}
    </Modal>
  );
}

function Question({ dialog, close }: { dialog: Dialog; close: () => void }) {
  const { add, visit } = useBuilder();
  switch (dialog.what) {
    case "add":
      return (
        <BlueprintList
          autoFocus
          onPick={(blueprint) => {
            add(blueprint, dialog.from);
            close();
          }}
        />
      );
    case "connect":
      return <Connect node={dialog.node} close={close} />;
    case "find":
      return (
        <NodeList
          onPick={(id) => {
            visit(id);
            close();
          }}
        />
      );
  }
}

/** First which way out, then where to; a node with one way is asked only where. */
function Connect({ node, close }: { node: string; close: () => void }) {
  const { t } = useTranslation();
  const { tree, language, apply } = useBuilder();
  const outlets = outletsOf(tree.nodes[node] ?? {}, language);
  const [path, setPath] = useState<Path | undefined>(outlets.length === 1 ? outlets[0]?.path : undefined);
  if (path) {
    return (
      <NodeList
        except={node}
        onPick={(target) => {
          apply((draft) => {
            connect(draft, { node, path }, target);
          });
          close();
        }}
      />
    );
  }
  const options = outlets.map(({ id, label, route, target, path: at }) => ({
    id,
    words: route ? t(`builder.route.${route}`) : label || t("builder.noCondition"),
    detail: target ?? t("builder.open"),
    pick: () => {
      setPath(at);
    },
  }));
  return <OptionList label={t("builder.whichWay")} options={options} />;
}

function NodeList({ except, onPick }: { except?: string; onPick: (id: string) => void }) {
  const { t } = useTranslation();
  const { cards } = useBuilder();
  const options = cards
    .filter(({ id }) => id !== except)
    .map(({ id, kind, text }) => ({
      id,
      words: id,
      detail: text,
      icon: <KindIcon kind={kind} />,
      pick: () => {
        onPick(id);
      },
    }));
  return <OptionList label={t("builder.findNode")} options={options} />;
}

interface Option {
  id: string;
  words: string;
  detail: string;
  icon?: React.ReactNode;
  pick: () => void;
}

const SHOWN = 50;

function OptionList({ label, options }: { label: string; options: Option[] }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState("");
  const [at, setAt] = useState(0);
  const found = options
    .filter(({ words, detail }) => `${words} ${detail}`.toLowerCase().includes(wanted.toLowerCase()))
    .slice(0, SHOWN);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt((before) => (before + step + found.length) % Math.max(found.length, 1));
    else if (event.key === "Enter") found[at]?.pick();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        aria-label={label}
        placeholder={label}
        leftSection={<IconSearch size={16} />}
        data-autofocus
        autoFocus
        value={wanted}
        onChange={(event) => {
          setWanted(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div className={styles.options}>
        {found.map(({ id, words, detail, icon, pick }, index) => (
          <button
            key={id}
            type="button"
            className={styles.blueprint}
            data-at={index === at || undefined}
            onClick={pick}
          >
            {icon}
            <span className="ellipsis">{words}</span>
            <span className="soft small ellipsis">{detail}</span>
          </button>
        ))}
        {found.length === 0 && <p className="soft">{t("inbox.nothingFound")}</p>}
      </div>
    </>
  );
}
