// What became of an import, while it runs and afterwards: figures, the rows left out, and the ways on and back.
import { Button, Group } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { errorsAddress } from "../api/imports";
import type { Import } from "../api/types";
import { useFormat } from "../app/format";
import { currentLanguage } from "../i18n";
import { Counts } from "./Counts";
import styles from "./imports.module.css";
import { isAtWork } from "./states";
import { ResumeButton, UndoButton } from "./Steps";

export function Result({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const canBeUndone = ["finished", "cancelled", "failed"].includes(one.state);
  const canGoOn = one.state === "cancelled" || one.state === "failed";
  return (
    <section className={styles.card} aria-labelledby="result">
      <h2 id="result">{t(one.state === "undone" ? "imports.wasUndone" : "imports.result")}</h2>
      <Counts counts={one.counts} subject={one.subject} />
      {one.counts.kept_opt_outs > 0 && <p className="soft">{t("imports.keptOptOuts")}</p>}
      {one.started_at !== null && one.ended_at !== null && !isAtWork(one.state) && (
        <p className="soft small">{t("imports.took", { span: format.duration(one.ended_at - one.started_at) })}</p>
      )}
      <Group>
        {one.counts.failed > 0 && (
          <Button
            component="a"
            variant="default"
            href={errorsAddress(one.id, currentLanguage())}
            leftSection={<IconDownload size={16} />}
            download
          >
            {t("imports.errors", { rows: format.number(one.counts.failed) })}
          </Button>
        )}
        {canGoOn && <ResumeButton one={one} />}
        {canBeUndone && <UndoButton one={one} />}
      </Group>
    </section>
  );
}
