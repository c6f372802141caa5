// The API with the log-in of the page, for what a test needs to be there before it looks.
import assert from "node:assert/strict";

export function apiOf(page) {
  const call = async (method, path, data) => {
    const { csrf_token } = await (await page.request.get("/api/v1/session")).json();
    const answer = await page.request.fetch(`/api/v1${path}`, {
      method,
      headers: { "X-CSRF-Token": csrf_token },
      data,
    });
    assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
    return answer.json();
  };
  return { get: (path) => call("GET", path), post: (path, data = {}) => call("POST", path, data) };
}

/** Somebody with a phone of the emulator, who has agreed to everything. */
export async function somebody(api, control, name, phone) {
  const customer = await control("POST", "/customers", { name, phone });
  const contact = await api.post("/contacts", { name, phone: `+${phone}` });
  for (const category of ["utility", "marketing"]) {
    await api.post(`/contacts/${contact.id}/consent`, { category, state: "opted_in", words: "En el mostrador" });
  }
  return { customer, contact };
}
