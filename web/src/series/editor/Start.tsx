// What is still missing, and the button that sets it going.
import { Button, Modal } from "@mantine/core";
import { IconAlertTriangle, IconPlayerPlay } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { SERIES, seriesQuery, startSeries } from "../../api/series";
import type { Series } from "../../api/types";
import { notifyDone, useAction } from "../../app/notify";
import { useMay } from "../../app/session";
import wizard from "../../campaigns/wizard/wizard.module.css";
import type { Fault } from "../model/faults";
import { triggerWords } from "../model/words";
import { useTitleOf } from "../useTitleOf";
import { useFaultWords } from "./useFaultWords";
import type { SeriesDraft } from "./useSeriesDraft";

interface StartProps {
  draft: SeriesDraft;
  faults: Fault[];
}

export function Start({ draft, faults }: StartProps) {
  const { t } = useTranslation();
  const may = useMay()("launch_campaigns");
  const words = useFaultWords();
  const [asking, setAsking] = useState(false);
  // What only the server knows, such as a template that Meta has paused since.
  const others = draft.isSaved ? draft.series.faults.map(({ message }) => message) : [];
  const open = faults.length > 0 ? faults.map(words) : others;
  const close = () => {
    setAsking(false);
  };
  return (
    <section>
      <h2>{t("series.start")}</h2>
      {open.length > 0 && (
        <ul className={wizard.faults}>
          {open.map((fault) => (
            <li key={fault}>
              <IconAlertTriangle size={16} aria-hidden />
              {fault}
            </li>
          ))}
        </ul>
      )}
      {open.length === 0 && !may && <p className="soft small">{t("series.mayNot")}</p>}
      {open.length === 0 && may && (
        <Button
          fullWidth
          leftSection={<IconPlayerPlay size={16} />}
          onClick={() => {
            setAsking(true);
          }}
        >
          {t("series.start")}
        </Button>
      )}
      <Modal
        opened={asking}
        onClose={close}
        title={t("series.startTitle", { name: draft.name })}
        closeButtonProps={{ "aria-label": t("action.close") }}
      >
        <Question draft={draft} onClose={close} />
      </Modal>
    </section>
  );
}

function Question({ draft, onClose }: { draft: SeriesDraft; onClose: () => void }) {
  const { t } = useTranslation();
  const titleOf = useTitleOf();
  const queries = useQueryClient();
  const start = useAction<Series>({
    mutationFn: async () => {
      await draft.flush();
      return startSeries(draft.series.id);
    },
    onSuccess: async (started) => {
      notifyDone(t("series.started"));
      queries.setQueryData(seriesQuery(started.id).queryKey, started);
      await queries.invalidateQueries({ queryKey: SERIES });
    },
  });
  return (
    <div className={wizard.form}>
      <p>{triggerWords(draft.document.trigger, titleOf, t)}.</p>
      <p>{t("series.startDetail")}</p>
      <div className={wizard.line}>
        <Button
          loading={start.isPending}
          onClick={() => {
            start.mutate();
          }}
        >
          {t("series.start")}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t("action.cancel")}
        </Button>
      </div>
    </div>
  );
}
