// A shop's webhook from its address to people and events: an example comes, is understood, tried, and taken in.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled, WIDTHS } from "./browser.mjs";

const order = (id) => ({
  id,
  total_price: "409.94",
  currency: "MXN",
  created_at: "2026-03-01T10:00:00-06:00",
  customer: { first_name: "Ana", last_name: "Pérez", email: "ana@example.com", phone: null },
  billing_address: { phone: "+52 55 1234 5678", city: "Puebla" },
  line_items: [
    { title: "Yerba", quantity: 2 },
    { title: "Mate", quantity: 1 },
  ],
});

export async function hooks(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const address = await opening(test, page, demo, t);
  await mapping(test, page, address, t);
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

/** As the shop does it: it knows nothing but the address. */
async function post(address, id) {
  const headers = { "content-type": "application/json", "x-shopify-topic": "orders/paid" };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(order(id)) });
  assert.equal(answer.status, 200);
}

async function opening(test, page, demo, t) {
  let address;
  await test("a webhook has an address, shown once", async () => {
    await page.goto(`${demo.url}/imports`);
    await settled(page);
    await page.getByRole("link", { name: t("hooks.title"), exact: true }).click();
    await page.getByText(t("hooks.emptyTitle")).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await page.getByRole("button", { name: t("hooks.create") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: t("hooks.name") }).fill("Mi tienda");
    await dialog.getByRole("button", { name: t("hooks.create") }).click();
    address = await dialog.locator("code").innerText();
    assert.match(address, /\/hooks\/[\w-]{43}$/);
    await dialog.getByRole("button", { name: t("action.done") }).click();
    await page.getByText(t("hooks.noExamples")).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
  });
  return address;
}

async function mapping(test, page, address, t) {
  await test("an example comes while one looks, and is understood", async () => {
    await post(address, 1);
    await page.getByText(t("hooks.outcome.recorded"), { exact: true }).waitFor();
    await page.getByRole("button", { name: t("hooks.suggest") }).click();
    await page.getByText(t("hooks.becomes.created")).waitFor();
    await page.getByRole("definition").filter({ hasText: "+525512345678" }).waitFor();
    await settled(page);
    await picture(page, "hook-mapping");
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("the mapping reads in the dark and on a phone", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await picture(page, "hook-mapping-dark");
    assert.deepEqual(await seriousFaults(page), []);
    await page.setViewportSize(WIDTHS.narrow);
    await picture(page, "hook-mapping-narrow");
    assert.deepEqual(await seriousFaults(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(WIDTHS.wide);
  });

  await test("switched on, an order is taken in once", async () => {
    await page.getByRole("switch", { name: t("hooks.isOn") }).click();
    await page.getByText(t("hooks.saved")).waitFor();
    await post(address, 2);
    await page.getByText(t("hooks.outcome.taken_in"), { exact: true }).waitFor();
    await post(address, 2);
    await page.getByText(t("hooks.outcome.known"), { exact: true }).waitFor();
    const found = await (await page.request.get("/api/v1/contacts?q=525512345678")).json();
    assert.deepEqual(
      found.items.map(({ name }) => name),
      ["Ana Pérez"],
    );
  });

  await test("it is deleted, and its address leads nowhere", async () => {
    await page.getByRole("button", { name: t("hooks.delete") }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("hooks.delete") })
      .click();
    await page.getByText(t("hooks.emptyTitle")).waitFor();
    const answer = await fetch(address, { method: "POST", body: "{}" });
    assert.equal(answer.status, 404);
  });
}
