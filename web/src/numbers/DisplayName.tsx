import { Button, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import type { SubmitEvent } from "react";
import { useTranslation } from "react-i18next";
import { numberRoomQuery, renameNumber } from "../api/numbers";
import type { NumberRoom } from "../api/types";
import { fieldText } from "../app/form";
import { notifyDone, useAction } from "../app/notify";
import styles from "./numbers.module.css";

/** The name that customers see; another one is looked at by Meta first. */
export function DisplayName({ room }: { room: NumberRoom }) {
  const { t } = useTranslation();
  const { id } = room.number;
  const queries = useQueryClient();
  const rename = useAction<unknown, string>({
    mutationFn: (name) => renameNumber(id, name),
    onSuccess: () => {
      notifyDone(t("numbers.nameAsked"));
      return queries.invalidateQueries({ queryKey: numberRoomQuery(id).queryKey });
    },
  });
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    rename.mutate(fieldText(event.currentTarget, "name").trim());
  };
  const word = (status: string) => t(`numbers.word.${status as "APPROVED"}`, { defaultValue: status });
  return (
    <section className={styles.card} aria-label={t("numbers.displayName")}>
      <h2>{t("numbers.displayName")}</h2>
      <p>
        <strong>{room.name}</strong>{" "}
        {room.name_status !== null && <span className="soft">{word(room.name_status)}</span>}
      </p>
      {room.wanted_name !== null && (
        <p role="status">
          {t("numbers.wanted", { name: room.wanted_name, status: word(room.wanted_name_status ?? "PENDING_REVIEW") })}
        </p>
      )}
      <form className={styles.row} onSubmit={submit}>
        <TextInput name="name" label={t("numbers.otherName")} required minLength={3} className="grow" />
        <Button type="submit" variant="default" loading={rename.isPending}>
          {t("numbers.askName")}
        </Button>
      </form>
      <p className="soft small">{t("numbers.nameDetail")}</p>
    </section>
  );
}
