import { ActionIcon, Button, Group, Menu, Modal, TextInput } from "@mantine/core";
import { IconCopy, IconDots, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyTemplate, deleteTemplate, TEMPLATES } from "../api/templates";
import type { TemplateDetail } from "../api/types";
import { notifyDone, useAction } from "../app/notify";
import { snakeCase } from "./model/draft";
import styles from "./templates.module.css";

export function TemplateMenu({ detail }: { detail: TemplateDetail }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState<"copy" | "delete" | null>(null);
  const close = () => {
    setOpen(null);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size="lg" aria-label={t("templates.more")}>
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={16} />}
            onClick={() => {
              setOpen("copy");
            }}
          >
            {t("templates.copy")}
          </Menu.Item>
          <Menu.Item
            color="red"
            leftSection={<IconTrash size={16} />}
            onClick={() => {
              setOpen("delete");
            }}
          >
            {t("templates.delete")}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={open !== null}
        onClose={close}
        title={t(open === "copy" ? "templates.copy" : "templates.delete")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {open === "copy" && <Copy detail={detail} onDone={close} />}
        {open === "delete" && <Delete detail={detail} onCancel={close} />}
      </Modal>
    </>
  );
}

function Copy({ detail, onDone }: { detail: TemplateDetail; onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState(`${detail.name}_2`);
  const copy = useAction<TemplateDetail>({
    mutationFn: () => copyTemplate(detail.id, { name }),
    onSuccess: async (made) => {
      onDone();
      await queries.invalidateQueries({ queryKey: TEMPLATES });
      await navigate({ to: "/templates/$templateId", params: { templateId: made.id } });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    copy.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <TextInput
        label={t("templates.name")}
        data-autofocus
        required
        value={name}
        onChange={(event) => {
          setName(snakeCase(event.currentTarget.value));
        }}
      />
      <Button type="submit" disabled={name === ""} loading={copy.isPending}>
        {t("templates.copy")}
      </Button>
    </form>
  );
}

/** Meta forgets it for good, and blocks the name of an approved one: so its name has to be typed. */
function Delete({ detail, onCancel }: { detail: TemplateDetail; onCancel: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [typed, setTyped] = useState("");
  const remove = useAction({
    mutationFn: () => deleteTemplate(detail.id),
    onSuccess: async () => {
      notifyDone(t("templates.deleted"));
      await navigate({ to: "/templates" });
      queries.removeQueries({ queryKey: [...TEMPLATES, "one", detail.id] });
      await queries.invalidateQueries({ queryKey: TEMPLATES });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    remove.mutate();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <p>
        {t(detail.content ? "templates.deleteDetail" : "templates.deleteDraftDetail", { language: detail.language })}
      </p>
      <TextInput
        label={t("templates.deleteType", { name: detail.name })}
        data-autofocus
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t("action.cancel")}
        </Button>
        <Button type="submit" color="red" disabled={typed !== detail.name} loading={remove.isPending}>
          {t("templates.delete")}
        </Button>
      </Group>
    </form>
  );
}
