// The emulator's control API, called with the log-in of the page.
import assert from "node:assert/strict";

/** @returns {(method: "GET" | "POST" | "PUT" | "PATCH", path: string, data?: unknown) => Promise<any>} */
export function controlOf(page) {
  return async (method, path, data) => {
    const { csrf_token } = await (await page.request.get("/api/v1/session")).json();
    const answer = await page.request.fetch(`/emulator${path}`, {
      method,
      headers: { "X-CSRF-Token": csrf_token },
      data,
    });
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
    const text = await answer.text();
    return text === "" ? undefined : JSON.parse(text);
  };
}
