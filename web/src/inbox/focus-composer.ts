export const COMPOSER_ID = "composer";

/** Puts the cursor where one writes, if there is such a place now. */
export function focusComposer() {
  document.getElementById(COMPOSER_ID)?.focus();
}
