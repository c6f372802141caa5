// The simulated WhatsApp is steered: time, faults, people, reviews, calls by hand; and its log is read.
import assert from "node:assert/strict";
import { controlOf } from "./control.mjs";
import { openPage, picture, seriousFaults, settled } from "./browser.mjs";

export async function simulation(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  await page.goto(`${demo.url}/simulation`);
  await settled(page);
  const panel = (name) => page.getByRole("tab", { name: t(`simulation.panel.${name}`) }).click();
  const story = { page, t, panel, control: controlOf(page) };
  await steersTime(test, story);
  await makesFaults(test, story);
  await addsPeople(test, story);
  await playsMeta(test, story);
  await sendsByHand(test, story);
  await readsTheLog(test, story);
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

async function steersTime(test, { page, t, control }) {
  await test("time stops, steps and runs again", async () => {
    await page.getByText(t("simulation.time.stop"), { exact: true }).click();
    await page.getByText(t("simulation.time.stopped")).waitFor();
    const { now: before } = await control("GET", "/time");
    await page.getByRole("button", { name: t("simulation.time.steps.minute") }).click();
    await page.waitForFunction(
      async ({ before }) => (await (await fetch("/emulator/time")).json()).now === before + 60_000,
      { before },
    );
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "simulation-time");
    await page.getByText(t("simulation.time.times", { speed: 1 }), { exact: true }).click();
    await page.getByText(t("simulation.time.stopped")).waitFor({ state: "hidden" });
  });
}

async function makesFaults(test, { page, t, panel, control }) {
  await test("an error is made to happen, and taken back", async () => {
    await panel("faults");
    await page.getByRole("button", { name: t("simulation.faults.addError") }).click();
    await page.getByLabel(t("simulation.faults.code")).fill("131053");
    await page.getByLabel(t("simulation.faults.scope")).selectOption("kind:image");
    await page.getByRole("button", { name: t("simulation.faults.apply") }).click();
    await page.getByText(t("simulation.faults.applied")).waitFor();
    assert.deepEqual((await control("GET", "/faults")).kind_errors, { image: { 131053: 1 } });
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "simulation-faults");
    await page.getByRole("button", { name: t("simulation.faults.clear") }).click();
    await page.getByText(t("simulation.faults.quiet")).waitFor();
    assert.deepEqual((await control("GET", "/faults")).kind_errors, {});
  });
}

async function addsPeople(test, { page, t, panel, control }) {
  await test("people are added", async () => {
    await panel("people");
    const { customers } = await control("GET", "/state");
    await page.getByLabel(t("simulation.people.count")).fill("5");
    await page.getByRole("button", { name: t("simulation.people.addThem") }).click();
    await page.getByText(t("simulation.people.added", { total: customers + 5 })).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "simulation-people");
  });
}

async function playsMeta(test, { page, t, panel }) {
  await test("a template is paused, and the account restricted and freed", async () => {
    await panel("meta");
    const status = page.getByLabel(/pedido_en_camino/).first();
    await status.selectOption("PAUSED");
    await page.waitForFunction(async () =>
      (await (await fetch("/emulator/templates")).json()).items.some(({ status }) => status === "PAUSED"),
    );
    await status.selectOption("APPROVED");
    await page.getByRole("button", { name: t("simulation.account.restrict") }).click();
    await page.getByRole("button", { name: t("simulation.account.lift") }).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "simulation-meta");
    await page.getByRole("button", { name: t("simulation.account.lift") }).click();
    await page.getByRole("button", { name: t("simulation.account.lift") }).waitFor({ state: "hidden" });
  });
}

async function sendsByHand(test, { page, t, panel }) {
  await test("a webhook and a call are made by hand", async () => {
    await panel("hand");
    await page.getByRole("button", { name: t("simulation.hand.sendWebhook") }).click();
    await page.getByText(t("simulation.hand.sent"), { exact: true }).waitFor();
    await picture(page, "simulation-webhook");
    await page.getByText(t("simulation.hand.call"), { exact: true }).click();
    await page.getByLabel(t("simulation.hand.body")).fill("{");
    assert.ok(await page.getByRole("button", { name: t("simulation.hand.makeCall") }).isDisabled());
    await page.getByLabel(t("simulation.hand.method")).selectOption("GET");
    await page.getByRole("button", { name: t("simulation.hand.makeCall") }).click();
    await page.getByText(/"error"/).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "simulation-call");
  });
}

async function readsTheLog(test, { page, t, panel }) {
  await test("the log is searched, and an exchange read", async () => {
    await panel("log");
    await page.getByRole("switch", { name: t("simulation.log.troubled") }).check({ force: true });
    await page.waitForURL(/troubled=true/);
    const row = page.locator("[aria-pressed]").first();
    await row.click();
    await page.waitForURL(/exchange=/);
    await page
      .getByRole("region", { name: t("simulation.log.answer") })
      .getByText(/"code"/)
      .waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "simulation-log");
    await page.keyboard.press("Escape");
    await page.waitForURL((url) => !url.search.includes("exchange"));
  });
}
