// Doors for other systems: a shop, a booking page, a form.
import { Button } from "@mantine/core";
import { IconArrowLeft, IconPlus, IconWebhook } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hooksQuery } from "../../api/hooks";
import type { Hook } from "../../api/types";
import { Chip } from "../../app/Chip";
import { Guarded } from "../../app/Guarded";
import { Page } from "../../app/Page";
import { RelativeTime } from "../../app/RelativeTime";
import { EmptyState, ErrorState, LoadingRows } from "../../app/states";
import imports from "../imports.module.css";
import { CreateHook } from "./CreateHook";

export function HooksPage() {
  const { t } = useTranslation();
  const [creating, setCreating] = useState(false);
  const actions = (
    <>
      <Button
        variant="default"
        leftSection={<IconArrowLeft size={16} />}
        renderRoot={(props) => <Link {...props} to="/imports" />}
      >
        {t("imports.all")}
      </Button>
      <Button
        leftSection={<IconPlus size={16} />}
        onClick={() => {
          setCreating(true);
        }}
      >
        {t("hooks.create")}
      </Button>
    </>
  );
  return (
    <Guarded permission="manage_imports">
      <Page title={t("hooks.title")} actions={actions}>
        <Hooks />
        <CreateHook
          opened={creating}
          onClose={() => {
            setCreating(false);
          }}
        />
      </Page>
    </Guarded>
  );
}

function Hooks() {
  const { t } = useTranslation();
  const hooks = useQuery(hooksQuery);
  if (hooks.isPending) return <LoadingRows rows={3} />;
  if (hooks.isError) return <ErrorState error={hooks.error} retry={() => void hooks.refetch()} />;
  if (hooks.data.items.length === 0) {
    return (
      <EmptyState icon={<IconWebhook />} title={t("hooks.emptyTitle")}>
        {t("hooks.emptyDetail")}
      </EmptyState>
    );
  }
  return (
    <ul className={imports.list} aria-label={t("hooks.title")}>
      {hooks.data.items.map((hook) => (
        <li key={hook.id}>
          <Row hook={hook} />
        </li>
      ))}
    </ul>
  );
}

function Row({ hook }: { hook: Hook }) {
  const { t } = useTranslation();
  return (
    <article className={imports.row}>
      <h2 className="ellipsis">
        <Link to="/imports/hooks/$hookId" params={{ hookId: hook.id }} className={imports.rowLink}>
          {hook.name}
        </Link>
      </h2>
      <div className={imports.facts}>
        <Chip tone={hook.is_on ? "ok" : "plain"}>{t(hook.is_on ? "hooks.on" : "hooks.off")}</Chip>
        <span className="soft small">{t(`imports.subject.${hook.subject}`)}</span>
        <span className="soft small">
          <RelativeTime at={hook.created_at} />
        </span>
      </div>
    </article>
  );
}
