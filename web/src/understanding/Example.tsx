// One sentence with what is marked in it: it is forgotten, or opened to mark more.
import { ActionIcon } from "@mantine/core";
import { IconTag, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeExample, deleteExample, INTENTS } from "../api/intents";
import type { ExampleMark, IntentExample } from "../api/types";
import { useAction } from "../app/notify";
import { useMay } from "../app/session";
import { Marker } from "./Marker";
import { piecesOf } from "./marks";
import styles from "./understanding.module.css";

export function Example({ example }: { example: IntentExample }) {
  const { t } = useTranslation();
  const may = useMay()("manage_flows");
  const queries = useQueryClient();
  const [marking, setMarking] = useState(false);
  const { id, text, marks } = example;
  const onSuccess = () => queries.invalidateQueries({ queryKey: INTENTS });
  const forget = useAction({ mutationFn: () => deleteExample(id), onSuccess });
  const save = useAction({ mutationFn: (next: ExampleMark[]) => changeExample(id, text, next), onSuccess });
  return (
    <li>
      {marking ? (
        <Marker
          text={text}
          marks={save.isPending ? save.variables : marks}
          onChange={(next) => {
            save.mutate(next);
          }}
          onClose={() => {
            setMarking(false);
          }}
        />
      ) : (
        <span>
          {piecesOf(text, marks).map(({ text: piece, start, entity }) =>
            entity === undefined ? (
              piece
            ) : (
              <mark key={start} className={styles.mark} title={entity}>
                {piece}
                <small>{entity}</small>
              </mark>
            ),
          )}
        </span>
      )}
      {may && (
        <span className={styles.exampleTools}>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("understanding.markIn", { text })}
            aria-expanded={marking}
            onClick={() => {
              setMarking(!marking);
            }}
          >
            <IconTag size={16} />
          </ActionIcon>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t("understanding.forget", { text })}
            onClick={() => {
              forget.mutate();
            }}
          >
            <IconTrash size={16} />
          </ActionIcon>
        </span>
      )}
    </li>
  );
}
