import { useTranslation } from "react-i18next";
import type { SimulatedState } from "../../api/types";
import { useFormat } from "../../app/format";
import { useBuilder } from "../builder";
import { flat } from "../model/outlets";
import type { JsonObject } from "../model/tree";
import styles from "./draft.module.css";

/** What the session knows now, and where it stands. */
export function VariableTable({ state }: { state: SimulatedState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { visit } = useBuilder();
  const { node, window_expires_at, contact_language, contact_labels } = state;
  const open = window_expires_at !== null && window_expires_at > state.now;
  const rows = [
    ...Object.entries(state.variables as JsonObject),
    ...Object.entries(state.contact_fields as JsonObject).map(
      ([name, value]) => [`contact.fields.${name}`, value] as const,
    ),
    ...(contact_language ? [["contact.language", contact_language] as const] : []),
    ...(contact_labels.length > 0 ? [["contact.labels", contact_labels] as const] : []),
  ];
  return (
    <div>
      <p className={styles.where}>
        {node === null ? (
          t("builder.noSession")
        ) : (
          <button
            type="button"
            className={styles.link}
            onClick={() => {
              visit(node);
            }}
          >
            {t("builder.standsAt", { node })}
          </button>
        )}
        <span className="soft">
          {open ? t("builder.windowUntil", { at: format.dateTime(window_expires_at) }) : t("builder.windowClosed")}
        </span>
      </p>
      {rows.length === 0 ? (
        <p className="soft">{t("builder.nothingKnown")}</p>
      ) : (
        <table className={styles.variables}>
          <tbody>
            {rows.map(([name, value]) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td>{flat(value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
