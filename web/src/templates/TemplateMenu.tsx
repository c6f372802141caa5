import { ActionIcon, Button, Menu, Modal, TextInput } from "@mantine/core";
import { IconCopy, IconDots, IconTrash } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type SubmitEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { copyTemplate, deleteTemplate, TEMPLATES } from "../api/templates";
import type { Template, TemplateDetail } from "../api/types";
import { ConfirmByTyping } from "../app/ConfirmByTyping";
import { notifyDone, useAction } from "../app/notify";
import { currentLanguage } from "../i18n";
import { languageName } from "./languages";
import { snakeCase } from "./model/draft";
import styles from "./templates.module.css";

type Target = Pick<Template, "id" | "name" | "language" | "status">;

interface MenuProps {
  /** One template in some of its languages, the one that is copied first. */
  languages: [Target, ...Target[]];
  size?: "sm" | "lg";
}

export function TemplateMenu({ languages, size = "lg" }: MenuProps) {
  const { t } = useTranslation();
  const [copied] = languages;
  const [copying, setCopying] = useState(false);
  const [deleting, setDeleting] = useState<Target | null>(null);
  const close = () => {
    setCopying(false);
    setDeleting(null);
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant={size === "lg" ? "default" : "subtle"}
            color="gray"
            size={size}
            aria-label={t("templates.moreOf", { name: copied.name })}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCopy size={16} />}
            onClick={() => {
              setCopying(true);
            }}
          >
            {t("templates.copy")}
          </Menu.Item>
          {languages.map((target) => (
            <Menu.Item
              key={target.id}
              color="red"
              leftSection={<IconTrash size={16} />}
              onClick={() => {
                setDeleting(target);
              }}
            >
              {t("templates.delete")}
              {languages.length > 1 && `: ${languageName(target.language, currentLanguage())}`}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={copying || deleting !== null}
        onClose={close}
        title={t(copying ? "templates.copy" : "templates.delete")}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {copying && <Copy template={copied} onDone={close} />}
        {deleting && <Delete template={deleting} onCancel={close} />}
      </Modal>
    </>
  );
}

function Copy({ template, onDone }: { template: Target; onDone: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [name, setName] = useState(`${template.name}_2`);
  const copy = useAction<TemplateDetail>({
    mutationFn: () => copyTemplate(template.id, { name }),
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
function Delete({ template, onCancel }: { template: Target; onCancel: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const remove = useAction({
    mutationFn: () => deleteTemplate(template.id),
    onSuccess: async () => {
      notifyDone(t("templates.deleted"));
      await navigate({ to: "/templates", search: true });
      queries.removeQueries({ queryKey: [...TEMPLATES, "one", template.id] });
      await queries.invalidateQueries({ queryKey: TEMPLATES });
    },
  });
  const language = languageName(template.language, currentLanguage());
  return (
    <ConfirmByTyping
      detail={t(template.status === "draft" ? "templates.deleteDraftDetail" : "templates.deleteDetail", { language })}
      label={t("templates.deleteType", { name: template.name })}
      word={template.name}
      action={t("templates.delete")}
      pending={remove.isPending}
      onConfirm={() => {
        remove.mutate();
      }}
      onCancel={onCancel}
    />
  );
}
