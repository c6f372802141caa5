/** Gives the keyboard back to the canvas, after a dialog or the panel. */
export function focusCanvas() {
  requestAnimationFrame(() => {
    document.querySelector<HTMLElement>("[data-canvas]")?.focus();
  });
}
