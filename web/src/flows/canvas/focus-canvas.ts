/** Gives the keyboard back to the canvas. */
export function focusCanvas() {
  document.querySelector<HTMLElement>("[data-canvas]")?.focus();
}

/** The same once a dialog that is closing has let go of the keyboard. */
export function focusCanvasSoon() {
  requestAnimationFrame(focusCanvas);
}
