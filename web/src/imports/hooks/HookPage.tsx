// One door: what was posted, what each part of it becomes, and whether it is open.
import { Button, Switch } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { changeHook, hookQuery, payloadsQuery } from "../../api/hooks";
import { IMPORTS } from "../../api/imports";
import type { Hook, HookMapping } from "../../api/types";
import { Guarded } from "../../app/Guarded";
import { notifyDone, useAction } from "../../app/notify";
import { Page } from "../../app/Page";
import { ErrorState, LoadingRows } from "../../app/states";
import imports from "../imports.module.css";
import { Examples } from "./Examples";
import { HookPreview } from "./HookPreview";
import { HookTable } from "./HookTable";
import { DeleteHook, RenewAddress } from "./HookSteps";

export function HookPage() {
  const { hookId } = useParams({ from: "/shell/imports/hooks/$hookId" });
  return (
    <Guarded permission="manage_imports">
      <Loaded id={hookId} />
    </Guarded>
  );
}

function Loaded({ id }: { id: string }) {
  const { t } = useTranslation();
  const hook = useQuery(hookQuery(id));
  return (
    <Page title={hook.data?.name ?? t("hooks.title")} actions={<Back />}>
      {hook.isPending && <LoadingRows rows={4} />}
      {hook.isError && <ErrorState error={hook.error} retry={() => void hook.refetch()} />}
      {/* Another door, another mapping: what was being edited belongs to the one before. */}
      {hook.data && <Body key={hook.data.id} hook={hook.data} />}
    </Page>
  );
}

function Back() {
  const { t } = useTranslation();
  return (
    <Button
      variant="default"
      leftSection={<IconArrowLeft size={16} />}
      renderRoot={(props) => <Link {...props} to="/imports/hooks" />}
    >
      {t("hooks.all")}
    </Button>
  );
}

function Body({ hook }: { hook: Hook }) {
  const { t } = useTranslation();
  const payloads = useQuery(payloadsQuery(hook.id));
  const [chosen, setChosen] = useState<string | null>(null);
  const [mapped, setMapped] = useState<HookMapping>({ paths: hook.paths, mapping: hook.mapping });
  const examples = payloads.data?.items ?? [];
  const example = examples.find(({ id }) => id === chosen) ?? examples[0];
  return (
    <div className={imports.room}>
      <section className={imports.card} aria-labelledby="examples">
        <h2 id="examples">{t("hooks.examples")}</h2>
        {payloads.isPending && <LoadingRows rows={3} height={32} />}
        {payloads.isError && <ErrorState error={payloads.error} retry={() => void payloads.refetch()} />}
        {payloads.isSuccess && <Examples hook={hook} examples={examples} chosen={example} onChoose={setChosen} />}
      </section>
      <HookTable hook={hook} example={example} mapped={mapped} onChange={setMapped} />
      {example && mapped.paths.length > 0 && <HookPreview hook={hook} example={example} mapped={mapped} />}
      <Foot hook={hook} mapped={mapped} />
    </div>
  );
}

function Foot({ hook, mapped }: { hook: Hook; mapped: HookMapping }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const change = useAction<Hook, { is_on?: boolean; mapped?: HookMapping }>({
    mutationFn: (part) => changeHook(hook.id, part),
    onSuccess: async (next) => {
      queries.setQueryData(hookQuery(hook.id).queryKey, next);
      notifyDone(t("hooks.saved"));
      await queries.invalidateQueries({ queryKey: IMPORTS });
    },
  });
  return (
    <div className={imports.steps}>
      <div className={imports.facts}>
        <DeleteHook hook={hook} />
        <RenewAddress hook={hook} />
        <span className="grow" />
        <Switch
          label={t("hooks.isOn")}
          checked={hook.is_on}
          disabled={change.isPending}
          onChange={(event) => {
            change.mutate(event.currentTarget.checked ? { is_on: true, mapped } : { is_on: false });
          }}
        />
        <Button
          disabled={mapped.paths.length === 0}
          loading={change.isPending}
          onClick={() => {
            change.mutate({ mapped });
          }}
        >
          {t("hooks.save")}
        </Button>
      </div>
    </div>
  );
}
