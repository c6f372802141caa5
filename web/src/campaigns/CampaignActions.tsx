// What one does with a whole campaign. Pausing is one click; what cannot be undone asks first.
import { ActionIcon, Button, Menu, Modal } from "@mantine/core";
import {
  IconCopy,
  IconDotsVertical,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconTrash,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  CAMPAIGNS,
  cancelCampaign,
  campaignQuery,
  deleteCampaign,
  duplicateCampaign,
  pauseCampaign,
  resumeCampaign,
} from "../api/campaigns";
import type { Campaign } from "../api/types";
import { ConfirmAction } from "../app/ConfirmAction";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { LONGEST_NAME } from "./model/plan";
import { mayBeCancelled, mayBeWritten } from "./states";

/** A step that answers with the campaign as it is then. */
export function useCampaignStep(step: (id: string) => Promise<Campaign>, done: string) {
  const queries = useQueryClient();
  return useAction<Campaign, string>({
    mutationFn: step,
    onSuccess: async (campaign) => {
      queries.setQueryData(campaignQuery(campaign.id).queryKey, campaign);
      notifyDone(done);
      await queries.invalidateQueries({ queryKey: CAMPAIGNS });
    },
  });
}

export function PauseButton({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const may = useMay()("launch_campaigns");
  const pause = useCampaignStep(pauseCampaign, t("campaigns.paused"));
  const resume = useCampaignStep(resumeCampaign, t("campaigns.resumed"));
  const isPaused = campaign.state === "paused";
  if (!may || (campaign.state !== "running" && !isPaused)) return null;
  const step = isPaused ? resume : pause;
  const Icon = isPaused ? IconPlayerPlay : IconPlayerPause;
  return (
    <Button
      variant={isPaused ? "filled" : "default"}
      leftSection={<Icon size={16} />}
      loading={step.isPending}
      onClick={() => {
        step.mutate(campaign.id);
      }}
    >
      {t(isPaused ? "campaigns.action.resume" : "campaigns.action.pause")}
    </Button>
  );
}

type Asked = "cancel" | "delete";

export function CampaignActions({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  if (!may("manage_campaigns") && !may("launch_campaigns")) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("campaigns.action.more", { name: campaign.name })}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Items campaign={campaign} onAsk={setAsked} />
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asked !== null}
        onClose={() => {
          setAsked(null);
        }}
        title={asked && t(`campaigns.${asked}Title`, { name: campaign.name })}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {asked && (
          <Question
            campaign={campaign}
            asked={asked}
            onClose={() => {
              setAsked(null);
            }}
          />
        )}
      </Modal>
    </>
  );
}

function Items({ campaign, onAsk }: { campaign: Campaign; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { id, state } = campaign;
  const [manages, launches] = [may("manage_campaigns"), may("launch_campaigns")];
  return (
    <>
      {manages && mayBeWritten(state) && (
        <Menu.Item
          leftSection={<IconPencil size={16} />}
          renderRoot={(props) => (
            <Link {...props} to="/campaigns/$campaignId/$step" params={{ campaignId: id, step: "name" }} />
          )}
        >
          {t("campaigns.action.edit")}
        </Menu.Item>
      )}
      {launches && <GoOnItem campaign={campaign} />}
      {manages && <DuplicateItem campaign={campaign} />}
      {launches && mayBeCancelled(state) && (
        <Menu.Item
          color="red"
          leftSection={<IconPlayerStop size={16} />}
          onClick={() => {
            onAsk("cancel");
          }}
        >
          {t("campaigns.action.cancel")}
        </Menu.Item>
      )}
      {manages && state === "draft" && (
        <Menu.Item
          color="red"
          leftSection={<IconTrash size={16} />}
          onClick={() => {
            onAsk("delete");
          }}
        >
          {t("campaigns.action.delete")}
        </Menu.Item>
      )}
    </>
  );
}

/** Pauses what runs, and resumes what was paused. */
function GoOnItem({ campaign: { id, state } }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const pause = useCampaignStep(pauseCampaign, t("campaigns.paused"));
  const resume = useCampaignStep(resumeCampaign, t("campaigns.resumed"));
  if (state === "running") {
    return (
      <Menu.Item
        leftSection={<IconPlayerPause size={16} />}
        onClick={() => {
          pause.mutate(id);
        }}
      >
        {t("campaigns.action.pause")}
      </Menu.Item>
    );
  }
  if (state !== "paused") return null;
  return (
    <Menu.Item
      leftSection={<IconPlayerPlay size={16} />}
      onClick={() => {
        resume.mutate(id);
      }}
    >
      {t("campaigns.action.resume")}
    </Menu.Item>
  );
}

function DuplicateItem({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const duplicate = useAction<Campaign>({
    mutationFn: () =>
      duplicateCampaign(campaign.id, t("campaigns.copyOf", { name: campaign.name }).slice(0, LONGEST_NAME)),
    onSuccess: async (copy) => {
      notifyDone(t("campaigns.duplicated"));
      await queries.invalidateQueries({ queryKey: CAMPAIGNS });
      await navigate({ to: "/campaigns/$campaignId/$step", params: { campaignId: copy.id, step: "name" } });
    },
  });
  return (
    <Menu.Item
      leftSection={<IconCopy size={16} />}
      onClick={() => {
        duplicate.mutate();
      }}
    >
      {t("campaigns.action.duplicate")}
    </Menu.Item>
  );
}

function Question({ campaign, asked, onClose }: { campaign: Campaign; asked: Asked; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const cancel = useCampaignStep(cancelCampaign, t("campaigns.cancelled"));
  const remove = useAction({
    mutationFn: () => deleteCampaign(campaign.id),
    onSuccess: async () => {
      onClose();
      notifyDone(t("campaigns.deleted", { name: campaign.name }));
      await navigate({ to: "/campaigns" });
      await queries.invalidateQueries({ queryKey: CAMPAIGNS });
    },
  });
  return (
    <ConfirmAction
      detail={t(`campaigns.${asked}Detail`)}
      action={t(asked === "cancel" ? "campaigns.action.cancel" : "campaigns.action.delete")}
      pending={cancel.isPending || remove.isPending}
      onConfirm={() => {
        if (asked === "cancel") cancel.mutate(campaign.id, { onSuccess: onClose });
        else remove.mutate();
      }}
      onBack={onClose}
    />
  );
}
