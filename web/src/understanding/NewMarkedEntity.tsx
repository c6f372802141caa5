// Something new that sentences name, made where it is marked first.
import { Button, Popover, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ENTITIES, saveEntity } from "../api/intents";
import type { IntentEntity } from "../api/types";
import { useAction } from "../app/notify";
import { nameOf } from "./lines";
import styles from "./understanding.module.css";

export function NewMarkedEntity({ onMade }: { onMade: (entity: string) => void }) {
  const { t, i18n } = useTranslation();
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const name = nameOf(title);
  const make = useAction<IntentEntity>({
    mutationFn: () => saveEntity({ name, title: { [i18n.language]: title.trim() }, values: [], pattern: null }),
    onSuccess: async () => {
      setOpen(false);
      setTitle("");
      await queries.invalidateQueries({ queryKey: ENTITIES });
      onMade(name);
    },
  });
  return (
    <Popover opened={open} onChange={setOpen} trapFocus returnFocus position="bottom-start" withinPortal>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t("understanding.newEntity")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (name !== "") make.mutate();
          }}
        >
          <TextInput
            label={t("understanding.entityTitle")}
            description={t("understanding.byMarksMeaning")}
            data-autofocus
            maxLength={60}
            value={title}
            onChange={(event) => {
              setTitle(event.currentTarget.value);
            }}
          />
          <Button type="submit" loading={make.isPending} disabled={name === ""}>
            {t("understanding.markSo")}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
