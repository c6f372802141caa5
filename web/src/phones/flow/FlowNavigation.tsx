import { IconChevronRight } from "@tabler/icons-react";
import sheet from "../sheets/sheets.module.css";
import styles from "./flow.module.css";
import type { ComponentProps } from "./FlowComponentView";
import { resolve } from "./expression";
import type { FlowAction } from "./flow-json";

interface Item {
  id?: string;
  "main-content"?: { title?: string; description?: string; metadata?: string };
  end?: { title?: string; description?: string };
  badge?: string;
  "on-click-action"?: FlowAction;
}

/** A list whose rows lead on; a row's own action comes before that of the list. */
export function FlowNavigation({ component, scope, flow }: ComponentProps) {
  const source = resolve(component["list-items"], scope);
  const items = Array.isArray(source) ? (source as Item[]) : [];
  return (
    <ul className={styles.list}>
      {items.map((item, index) => (
        <li key={item.id ?? index}>
          <button
            type="button"
            className={sheet.pickLine}
            onClick={() => {
              const action = item["on-click-action"] ?? component["on-click-action"];
              if (action) flow.run(action);
            }}
          >
            <span className="grow">
              <strong>{item["main-content"]?.title}</strong>
              <span className="soft small">{item["main-content"]?.description}</span>
              <span className="soft small">{item["main-content"]?.metadata}</span>
            </span>
            <span className="small">{item.badge ?? item.end?.title}</span>
            <IconChevronRight size={16} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}
