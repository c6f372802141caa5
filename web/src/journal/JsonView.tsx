import { Fragment } from "react";
import { jsonTokens } from "./json-tokens";
import styles from "./journal.module.css";

/** JSON, indented and coloured; what is not JSON, as it came. */
export function JsonView({ text, label }: { text: string; label: string }) {
  return (
    <pre className={styles.json} tabIndex={0} role="region" aria-label={label}>
      {jsonTokens(pretty(text)).map(({ kind, text: piece }, index) => (
        <Fragment key={index}>{kind === "plain" ? piece : <span data-kind={kind}>{piece}</span>}</Fragment>
      ))}
    </pre>
  );
}

function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
