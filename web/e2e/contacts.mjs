// The contacts room: somebody is added, told apart, merged, changed among others, and asked for consent.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { openPage, picture, seriousFaults, settled } from "./browser.mjs";

export async function contacts(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const scene = { context, demo, t, page };
  await people(test, scene);
  await list(test, scene);
  await person(test, scene);
  await merges(test, scene);
  await test("no fault in the browser", () =>
    assert.deepEqual(
      faults.filter((fault) => !fault.includes("409")),
      [],
    ));
  await page.close();
}

async function people(test, { demo, t, page }) {
  await test("an attribute is defined", async () => {
    await page.goto(`${demo.url}/settings`);
    await settled(page);
    await page.getByRole("tab", { name: t("settings.attributes") }).click();
    await page.getByRole("button", { name: t("attributes.create") }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(t("attributes.title")).fill("Último plan");
    assert.equal(await form.getByLabel(t("attributes.name")).inputValue(), "ultimo_plan");
    await form.getByRole("combobox", { name: t("attributes.kind") }).click();
    await page.getByRole("option", { name: t("attributes.kinds.choice") }).click();
    await form.getByLabel(t("attributes.choices")).fill("Oro");
    await page.keyboard.press("Enter");
    await form.getByRole("button", { name: t("action.save") }).click();
    await page.getByRole("cell", { name: "ultimo_plan" }).waitFor();
    await picture(page, "contacts-attributes");
  });

  await test("somebody is added, and found again by the other spelling of the number", async () => {
    await page.goto(`${demo.url}/contacts`);
    await settled(page);
    for (const [name, phone] of [
      ["Zulema Prueba", "+54 9 11 5555-0101"],
      ["Zulema Prueba", "+34 600 999 888"],
    ]) {
      await add(page, t, name, phone);
      await page.getByRole("heading", { name, level: 1 }).waitFor();
      await page
        .getByRole("link", { name: t("nav.contacts") })
        .first()
        .click();
    }
    await add(page, t, "Otra", "+54 11 5555-0101");
    await page.getByText(t("contacts.exists")).waitFor();
    await page.keyboard.press("Escape");
  });
}

async function list(test, { t, page }) {
  const rows = rowsOf(page);
  const corner = (text) => page.getByRole("status").getByText(text);

  await test("the list is searched, sorted by a column, and walked by key", async () => {
    await page.getByRole("searchbox", { name: t("contacts.search") }).fill("zulema");
    await page.getByText(t("contacts.total_other", { count: 2, formatted: "2" })).waitFor();
    await page
      .getByRole("columnheader")
      .getByRole("button", { name: t("contacts.column.created_at") })
      .click();
    await page.locator('[aria-sort="descending"]').waitFor();
    await page.getByRole("searchbox").press("Escape");
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.waitForFunction(() => document.activeElement?.textContent === "Zulema Prueba");
    await page.keyboard.press("x");
    await page.getByText(t("contacts.bulk.chosen_one", { formatted: "1" })).waitFor();
    await page.keyboard.press("Escape");
    await picture(page, "contacts-list");
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("those who are chosen get a label, and give it back", async () => {
    await page.getByRole("checkbox", { name: t("contacts.chooseAll") }).click();
    await page.getByRole("button", { name: t("contacts.bulk.add_label") }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(t("contacts.label")).fill("prueba");
    await form.getByRole("button", { name: t("contacts.bulk.add_label") }).click();
    await corner(t("contacts.bulk.done_other", { count: 2, formatted: "2" })).waitFor();
    assert.equal(await rows.getByText("prueba", { exact: true }).count(), 2);
    await picture(page, "contacts-bulk");
    await page.getByRole("button", { name: t("action.undo") }).click();
    await corner(t("contacts.bulk.undone_other", { count: 2, formatted: "2" })).waitFor();
    await page.waitForFunction(() => !document.querySelector("main")?.innerText.includes("prueba\n"));
  });
}

async function person(test, { context, t, page }) {
  await test("a person's attribute is chosen and kept", async () => {
    await rowsOf(page).first().getByRole("link").click();
    await page.getByRole("combobox", { name: "Último plan" }).click();
    await page.getByRole("option", { name: "Oro" }).click();
    await page.reload();
    await settled(page);
    assert.equal(await page.getByRole("combobox", { name: "Último plan" }).inputValue(), "Oro");
  });

  await test("consent is recorded with its words, and its proof is a document", async () => {
    await page.getByRole("button", { name: t("consent.record") }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(t("consent.words")).fill("Formulario de la feria");
    await form.getByLabel(t("consent.form")).check();
    await form.getByRole("button", { name: t("consent.record") }).click();
    const records = page.getByRole("list", { name: t("consent.records") });
    await records.getByText("Formulario de la feria").waitFor();
    await page.getByRole("button", { name: t("consent.export") }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: t("consent.format.html") }).click(),
    ]);
    const proof = readFileSync(await download.path(), "utf8");
    for (const part of ["Constancia de consentimiento", "Zulema Prueba", "Formulario de la feria"]) {
      assert.ok(proof.includes(part), part);
    }
    const reader = await context.newPage();
    await reader.setContent(proof);
    await picture(reader, "contacts-proof");
    assert.deepEqual(await seriousFaults(reader), []);
    await reader.close();
  });
}

async function merges(test, { t, page }) {
  await test("two of one name are merged, and parted again", async () => {
    await page.getByRole("button", { name: t("contacts.actions") }).click();
    await page.getByRole("menuitem", { name: t("contacts.merge") }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("contacts.mergeThis"), exact: true })
      .click();
    const timeline = page.getByRole("region", { name: t("timeline.title") });
    await timeline.getByText(t("timeline.merged", { name: "Zulema Prueba" })).waitFor();
    await page.getByText("+5491155550101", { exact: true }).first().waitFor();
    await settled(page);
    await picture(page, "contacts-person");
    assert.deepEqual(await seriousFaults(page), []);
    await timeline.getByRole("button", { name: t("timeline.takeBack") }).click();
    await timeline.getByText(t("timeline.unmerged", { name: "Zulema Prueba" })).waitFor();
  });
}

function rowsOf(page) {
  return page.getByRole("row").filter({ has: page.getByRole("link", { name: "Zulema Prueba", exact: true }) });
}

async function add(page, t, name, phone) {
  await page
    .getByRole("button", { name: t("contacts.add") })
    .first()
    .click();
  const form = page.getByRole("dialog");
  await form.getByLabel(t("contact.name")).fill(name);
  await form.getByLabel(t("identifier.phone")).fill(phone);
  await form.getByRole("button", { name: t("contacts.add") }).click();
}
