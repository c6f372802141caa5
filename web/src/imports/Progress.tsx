// How far the work is, live: the server tells of every few slices.
import { Progress as Bar } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Import } from "../api/types";
import { useFormat } from "../app/format";
import styles from "./imports.module.css";
import { share } from "./states";

export function Progress({ one }: { one: Import }) {
  const { t } = useTranslation();
  const format = useFormat();
  const part = share(one);
  const words = t(one.state === "undoing" ? "imports.left" : "imports.done", {
    done: format.number(one.rows_done),
    total: format.number(one.rows_total),
  });
  return (
    <div className={styles.progress}>
      <Bar.Root size="md">
        <Bar.Section value={part * 100} aria-label={t(`imports.state.${one.state}`)} aria-valuetext={words} />
      </Bar.Root>
      <span className="soft small tabular">
        {words} · {format.percent(part)}
      </span>
    </div>
  );
}
