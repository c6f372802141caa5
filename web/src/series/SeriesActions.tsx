// What one does with a whole series. Pausing is one click; stopping is for good and asks first.
import { ActionIcon, Button, Menu, Modal } from "@mantine/core";
import {
  IconCopy,
  IconDotsVertical,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlayerStop,
  IconTrash,
} from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { CAMPAIGNS, pauseCampaign, resumeCampaign } from "../api/campaigns";
import { createSeries, deleteSeries, SERIES, stopSeries } from "../api/series";
import type { Series } from "../api/types";
import { ConfirmAction } from "../app/ConfirmAction";
import { notifyDone, useAction } from "../app/notify";
import { useMay } from "../app/session";
import { isAtWork } from "../campaigns/states";
import { LONGEST_NAME } from "../campaigns/model/plan";
import type { SeriesDocument } from "./model/document";

/** Pauses what runs, and resumes what was paused. */
function usePausing({ id, state }: Series) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isPaused = state === "paused";
  const step = useAction({
    mutationFn: () => (isPaused ? resumeCampaign(id) : pauseCampaign(id)),
    onSuccess: async () => {
      notifyDone(t(isPaused ? "series.resumed" : "series.paused"));
      await queries.invalidateQueries({ queryKey: CAMPAIGNS });
    },
  });
  return {
    isPaused,
    step,
    icon: isPaused ? <IconPlayerPlay size={16} /> : <IconPlayerPause size={16} />,
    label: t(isPaused ? "campaigns.action.resume" : "campaigns.action.pause"),
  };
}

export function PauseSeries({ series }: { series: Series }) {
  const may = useMay()("launch_campaigns");
  const { isPaused, step, icon, label } = usePausing(series);
  if (!may || !isAtWork(series.state)) return null;
  return (
    <Button
      variant={isPaused ? "filled" : "default"}
      leftSection={icon}
      loading={step.isPending}
      onClick={() => {
        step.mutate();
      }}
    >
      {label}
    </Button>
  );
}

type Asked = "stop" | "delete";

export function SeriesActions({ series }: { series: Series }) {
  const { t } = useTranslation();
  const may = useMay();
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => {
    setAsked(null);
  };
  if (!may("manage_campaigns") && !may("launch_campaigns")) return null;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" aria-label={t("campaigns.action.more", { name: series.name })}>
            <IconDotsVertical size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Items series={series} onAsk={setAsked} />
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asked !== null}
        onClose={close}
        title={asked && t(asked === "stop" ? "series.stopTitle" : "campaigns.deleteTitle", { name: series.name })}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        {asked && <Question series={series} asked={asked} onClose={close} />}
      </Modal>
    </>
  );
}

function Items({ series, onAsk }: { series: Series; onAsk: (asked: Asked) => void }) {
  const { t } = useTranslation();
  const may = useMay();
  const { step, icon, label } = usePausing(series);
  const [manages, launches] = [may("manage_campaigns"), may("launch_campaigns")];
  return (
    <>
      {launches && isAtWork(series.state) && (
        <Menu.Item
          leftSection={icon}
          onClick={() => {
            step.mutate();
          }}
        >
          {label}
        </Menu.Item>
      )}
      {manages && <DuplicateItem series={series} />}
      {launches && isAtWork(series.state) && (
        <Menu.Item
          color="red"
          leftSection={<IconPlayerStop size={16} />}
          onClick={() => {
            onAsk("stop");
          }}
        >
          {t("series.stop")}
        </Menu.Item>
      )}
      {manages && series.state === "draft" && (
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

function DuplicateItem({ series }: { series: Series }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const duplicate = useAction<Series>({
    mutationFn: () =>
      createSeries(
        t("campaigns.copyOf", { name: series.name }).slice(0, LONGEST_NAME),
        series.document as unknown as SeriesDocument,
      ),
    onSuccess: async ({ id }) => {
      notifyDone(t("campaigns.duplicated"));
      await queries.invalidateQueries({ queryKey: SERIES });
      await navigate({ to: "/series/$seriesId", params: { seriesId: id } });
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

function Question({ series, asked, onClose }: { series: Series; asked: Asked; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const act = useAction({
    mutationFn: async () => {
      await (asked === "stop" ? stopSeries(series.id) : deleteSeries(series.id));
    },
    onSuccess: async () => {
      onClose();
      notifyDone(t(asked === "stop" ? "series.stopped" : "campaigns.deleted", { name: series.name }));
      if (asked === "delete") await navigate({ to: "/series" });
      await queries.invalidateQueries({ queryKey: CAMPAIGNS });
    },
  });
  return (
    <ConfirmAction
      detail={t(asked === "stop" ? "series.stopDetail" : "campaigns.deleteDetail")}
      action={t(asked === "stop" ? "series.stop" : "campaigns.action.delete")}
      pending={act.isPending}
      onConfirm={() => {
        act.mutate();
      }}
      onBack={onClose}
    />
  );
}
