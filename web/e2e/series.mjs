// A series from nothing to its people: written on one page, started, watched, paused and stopped.
import assert from "node:assert/strict";
import { apiOf, somebody } from "./api.mjs";
import { eventually, looks, openPage, seriousFaults, settled } from "./browser.mjs";
import { controlOf } from "./control.mjs";

const NAME = "Carrito olvidado";
const EVENT = "cart_left_e2e";
const TEMPLATE = "pedido_en_camino";
const PERSON = "Sara Serie";
const PHONE = "34600888111";

export async function series(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  await page.goto(`${demo.url}/series`);
  const room = { page, t, url: `${demo.url}/series`, api: apiOf(page), control: controlOf(page) };
  room.person = await somebody(room.api, room.control, PERSON, PHONE);
  await writing(test, room);
  await starting(test, room);
  await watching(test, room);
  await ending(test, room);
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

async function writing(test, { page, t }) {
  await test("a series begins with its name and number", async () => {
    await page
      .getByRole("button", { name: t("series.new") })
      .first()
      .click();
    await page.getByLabel(t("series.name")).fill(NAME);
    const side = page.getByRole("complementary");
    await side.getByText(t("series.fault.number_missing")).waitFor();
    await page
      .getByRole("group", { name: t("campaigns.name.numbers") })
      .getByRole("checkbox")
      .first()
      .check();
    await side.getByText(t("series.fault.number_missing")).waitFor({ state: "detached" });
  });

  await test("an event or a date begins it", async () => {
    await page.getByText(t("series.trigger.kind.date"), { exact: true }).click();
    await page.getByLabel(t("series.trigger.attribute")).waitFor();
    await page.getByText(t("series.trigger.kind.event"), { exact: true }).click();
    await page.getByRole("textbox", { name: t("series.trigger.event"), exact: true }).fill(EVENT);
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("each message has its moment, its template and its phone", async () => {
    await page.getByLabel(t("series.hours"), { exact: true }).fill("0");
    await page
      .getByRole("button", { name: new RegExp(TEMPLATE) })
      .first()
      .click();
    const second = t("template.bodyVariable", { name: "2" });
    await page.getByLabel(t("campaigns.message.source", { name: second })).selectOption("text");
    await page.getByLabel(t("campaigns.message.textOf", { name: second })).fill("C-1");
    const first = t("template.bodyVariable", { name: "1" });
    await page.getByLabel(t("campaigns.message.defaultOf", { name: first })).fill("cliente");
    await page.getByRole("complementary").getByText("tu pedido C-1").waitFor();
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("another message comes a day later", async () => {
    await page.getByRole("button", { name: t("series.addStep") }).click();
    await messages(page, t).getByRole("heading", { level: 3 }).nth(1).waitFor();
    await page.getByRole("switch", { name: t("series.stopWhenSwitch") }).check();
    await page.getByRole("region", { name: t("segments.group.any") }).waitFor();
    await page.getByText(t("campaigns.saved"), { exact: true }).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "series-editor");
  });

  await test("a draft comes back as it was left", async () => {
    await page.reload();
    await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
    await messages(page, t).getByRole("heading", { level: 3 }).nth(1).waitFor();
  });
}

async function starting(test, { page, t }) {
  await test("it is started after a last question", async () => {
    await page
      .getByRole("complementary")
      .getByRole("button", { name: t("series.start") })
      .click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("series.start") })
      .click();
    await page.getByRole("heading", { name: t("series.what") }).waitFor();
    await page.getByText(t("series.nobody")).waitFor();
  });
}

async function watching(test, { page, t, api, control, person }) {
  await test("whoever has the event gets the first message and waits for the second", async () => {
    await api.post("/events", { id: "cart 1", name: EVENT, phone: `+${PHONE}`, at: Date.now() });
    await eventually(async () => {
      const { items } = await control("GET", `/customers/${person.customer.id}/messages`);
      return items.some(({ message }) => JSON.stringify(message).includes("C-1"));
    }, "the first message is on the phone");
    const table = messages(page, t);
    await table.getByRole("button", { name: t("series.seeWaiting", { place: 2, count: 1 }) }).waitFor();
    const accepted = t("campaigns.measure.accepted");
    await table.getByRole("button", { name: t("series.seeWho", { place: 1, count: 1, measure: accepted }) }).waitFor();
  });

  await test("every figure opens to its people", async () => {
    await page.getByRole("button", { name: t("series.seeWaiting", { place: 2, count: 1 }) }).click();
    await page.waitForURL(/step=1/);
    const people = page.getByRole("table", { name: t("series.who") });
    await people.getByRole("link", { name: PERSON }).waitFor();
    await people.getByText(t("series.stepAt", { place: 2 })).waitFor();
    const accepted = t("campaigns.measure.accepted");
    await page.getByRole("button", { name: t("series.seeWho", { place: 1, count: 1, measure: accepted }) }).click();
    await page.waitForURL(/who=accepted/);
    const rows = page.getByRole("table", { name: t("campaigns.report.recipients") });
    await rows.getByRole("link", { name: PERSON }).waitFor();
    await settled(page);
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "series");
  });
}

async function ending(test, { page, t, url }) {
  await test("it is paused and goes on", async () => {
    await page.getByRole("button", { name: t("campaigns.action.pause"), exact: true }).click();
    await page.getByRole("button", { name: t("campaigns.action.resume"), exact: true }).click();
    await page.getByRole("button", { name: t("campaigns.action.pause"), exact: true }).waitFor();
  });

  await test("it is stopped for good, and everybody's way ends", async () => {
    await page.getByRole("button", { name: t("campaigns.action.more", { name: NAME }) }).click();
    await page.getByRole("menuitem", { name: t("series.stop") }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("series.stop") })
      .click();
    await page.getByText(t("series.ended"), { exact: true }).first().waitFor();
    const table = messages(page, t);
    await table.getByRole("button", { name: t("series.seeWaiting", { place: 2, count: 0 }) }).waitFor();
  });

  await test("the list shows it", async () => {
    await page.goto(url);
    const row = page.getByRole("article").filter({ has: page.getByRole("heading", { name: NAME }) });
    await row.getByText(t("series.begins.event", { event: EVENT })).waitFor();
    await settled(page);
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "series-list");
  });
}

const messages = (page, t) => page.getByRole("region", { name: t("series.messages") }).first();
