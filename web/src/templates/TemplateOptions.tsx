import type { Template } from "../api/types";
import { bodyOf } from "../message/template";
import styles from "./options.module.css";

interface OptionsProps {
  templates: Template[];
  /** What stands beside the name. */
  detail: (template: Template) => string;
  onChoose: (template: Template) => void;
}

/** Templates to pick one of, wherever one is asked for. */
export function TemplateOptions({ templates, detail, onChoose }: OptionsProps) {
  return (
    <ul className={styles.options}>
      {templates.map((template) => (
        <li key={template.id}>
          <button
            type="button"
            onClick={() => {
              onChoose(template);
            }}
          >
            <span className={styles.name}>
              <strong className="ellipsis">{template.name}</strong>
              <span className="soft small">{detail(template)}</span>
            </span>
            <span className="soft small ellipsis">{bodyOf(template)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
