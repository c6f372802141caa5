// The words on the screen, from the UI's own translations: a changed text does not break a test.
import { readFileSync } from "node:fs";

/** @param {string} language */
export function textsOf(language) {
  const tree = JSON.parse(readFileSync(new URL(`../src/i18n/${language}.json`, import.meta.url), "utf8"));
  return (key, values = {}) => {
    const text = key.split(".").reduce((node, part) => node[part], tree);
    return text.replaceAll(/{{(\w+)}}/g, (_, name) => values[name]);
  };
}
