// A campaign from nothing to its report: written step by step, looked at before it leaves, sent, and followed up.
import assert from "node:assert/strict";
import { apiOf, somebody } from "./api.mjs";
import { eventually, looks, openPage, seriousFaults, settled } from "./browser.mjs";
import { controlOf } from "./control.mjs";

const NAME = "Pedidos de noviembre";
const EVERYBODY = "Todo el mundo";
const TEMPLATE = "pedido_en_camino";

export async function campaigns(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const room = {
    page,
    t,
    api: apiOf(page),
    control: controlOf(page),
    url: `${demo.url}/campaigns`,
    onward: (step) =>
      page.getByRole("link", { name: t("campaigns.next", { step: t(`campaigns.step.${step}`) }) }).click(),
  };
  await theEmptyList(test, room);
  await writing(test, room);
  await tryingOut(test, room);
  await review(test, room);
  await theReport(test, room);
  await following(test, room);
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

/** A segment of all, who have all agreed; the first of them said no since. */
async function gatherEverybody({ get, post }) {
  await post("/segments", { name: EVERYBODY, condition: { all: [] } });
  const { items } = await get("/contacts?limit=100");
  for (const [place, { id }] of items.entries()) {
    const state = place === 0 ? "opted_out" : "opted_in";
    for (const category of ["utility", "marketing"]) {
      await post(`/contacts/${id}/consent`, { category, state, words: "En el mostrador" });
    }
  }
}

async function theEmptyList(test, { page, t, url, api }) {
  await test("where there is no campaign, one learns what it is", async () => {
    await page.goto(url);
    await gatherEverybody(api);
    await settled(page);
    await page.getByText(t("campaigns.emptyDetail")).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "campaigns-empty");
  });
}

async function writing(test, { page, t, onward }) {
  await test("a campaign begins with its name and number", async () => {
    await page
      .getByRole("button", { name: t("campaigns.new") })
      .first()
      .click();
    await page.getByLabel(t("campaigns.name.label")).fill(NAME);
    await page.getByText(t("campaigns.fault.number_missing")).waitFor();
    await page.getByRole("checkbox").first().check();
    await page.getByText(t("campaigns.fault.number_missing")).waitFor({ state: "detached" });
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "campaign-name");
  });

  await test("the people are counted while one chooses them", async () => {
    await onward("audience");
    await page.getByLabel(t("campaigns.audience.include")).first().click();
    await page.getByRole("option", { name: new RegExp(EVERYBODY) }).click();
    await page.keyboard.press("Escape");
    const side = page.getByRole("complementary");
    await side.getByText(t("campaigns.audience.someOfThem")).waitFor();
    await side
      .getByRole("status")
      .locator("strong")
      .first()
      .getByText(/^[1-9]/)
      .waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "campaign-audience");
  });

  await test("only approved templates can be said, each variable filled", async () => {
    await onward("message");
    await page
      .getByRole("button", { name: new RegExp(TEMPLATE) })
      .first()
      .click();
    const second = t("template.bodyVariable", { name: "2" });
    await page.getByText(t("campaigns.fault.variable_missing", { variant: "A", variable: second })).waitFor();
    await page
      .getByLabel(t("campaigns.message.defaultOf", { name: t("template.bodyVariable", { name: "1" }) }))
      .fill("cliente");
    await page.getByLabel(t("campaigns.message.source", { name: second })).selectOption("text");
    await page.getByLabel(t("campaigns.message.textOf", { name: second })).fill("L-2026");
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("the phone shows it as each person gets it", async () => {
    const phone = page.getByRole("complementary");
    await phone.getByText("tu pedido L-2026").waitFor();
    const who = phone.getByRole("status").filter({ hasText: t("campaigns.preview.person", { name: "" }).trim() });
    const first = await who.innerText();
    await phone.getByRole("button", { name: t("campaigns.preview.next") }).click();
    await page.waitForFunction((before) => !document.body.innerText.includes(before), first);
    await looks(page, "campaign-message");
  });

  await test("a second message competes with the first", async () => {
    await page.getByRole("button", { name: t("campaigns.message.addVariant") }).click();
    await page.getByLabel(t("campaigns.message.weight")).waitFor();
    await page.getByRole("button", { name: t("campaigns.message.removeVariant", { name: "B" }) }).click();
    await page.getByLabel(t("campaigns.message.weight")).waitFor({ state: "detached" });
  });

  await test("when it goes, how fast, and when it stops by itself", async () => {
    await onward("schedule");
    await page.getByLabel(t("campaigns.schedule.goalSwitch")).check();
    await page.getByText(t("campaigns.fault.goal_event_missing")).waitFor();
    await page.getByLabel(t("campaigns.schedule.goalEvent")).fill("order_paid");
    await page.getByText(t("campaigns.fault.goal_event_missing")).waitFor({ state: "detached" });
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "campaign-schedule");
  });
}

async function tryingOut(test, { page, t, api, control, onward }) {
  const name = "Elena Equipo";
  const { customer } = await somebody(api, control, name, "34600999111");

  await test("one of the team gets it first, and says so in place", async () => {
    await page
      .getByRole("link", { name: new RegExp(t("campaigns.step.message")) })
      .first()
      .click();
    const trial = page.getByRole("region", { name: t("campaigns.test.title") });
    await trial.getByLabel(t("campaigns.test.contacts")).first().fill("Elena");
    await page.getByRole("option", { name: new RegExp(name) }).click();
    await page.keyboard.press("Escape");
    await trial.getByRole("button", { name: t("campaigns.test.send") }).click();
    const outcomes = trial.getByRole("status", { name: t("campaigns.test.outcomes") });
    await outcomes.getByText(new RegExp(`^(${t("status.delivered")}|${t("status.read")})$`)).waitFor();
    const { items } = await control("GET", `/customers/${customer.id}/messages`);
    assert.ok(JSON.stringify(items).includes("L-2026"), "it is on the phone");
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "campaign-test");
    await onward("schedule");
  });
}

async function review(test, { page, t, onward }) {
  await test("before it leaves one sees who gets it, and who not and why", async () => {
    await onward("review");
    await page.getByRole("heading", { name: t("campaigns.review.leftOut") }).waitFor();
    await settled(page);
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "campaign-review");
  });

  await test("a draft comes back as it was left", async () => {
    await page.reload();
    await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
    await page.getByRole("button", { name: t("campaigns.review.launch") }).waitFor();
  });

  await test("it is launched after a last question", async () => {
    await page.getByRole("button", { name: t("campaigns.review.launch") }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("campaigns.review.launch") })
      .click();
    await page.getByRole("heading", { name: t("campaigns.report.funnel") }).waitFor();
  });
}

async function theReport(test, { page, t, url }) {
  await test("everybody is somewhere, and it adds up", async () => {
    await page.getByText(t("campaigns.state.completed")).first().waitFor({ timeout: 30_000 });
    await page.getByLabel(t("campaigns.report.addsUp")).waitFor();
    const funnel = page.getByRole("region", { name: t("campaigns.report.funnel") });
    await funnel
      .getByRole("button", { name: new RegExp(`${t("campaigns.measure.delivered")} *[1-9]`) })
      .waitFor({ timeout: 30_000 });
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "campaign-report");
  });

  await test("a bar opens to its people, and so does its table", async () => {
    const funnel = page.getByRole("region", { name: t("campaigns.report.funnel") });
    await funnel.getByRole("button", { name: new RegExp(`^${t("campaigns.measure.delivered")}`) }).click();
    await page.waitForURL(/who=delivered/);
    const table = page.getByRole("table", { name: t("campaigns.report.recipients") });
    await table.getByRole("link").first().waitFor();
    await page.keyboard.press("v");
    await funnel.getByRole("table").waitFor();
  });

  await test("the list and the calendar show it", async () => {
    await page.goto(url);
    const row = page.getByRole("article").filter({ has: page.getByRole("heading", { name: NAME }) });
    await row.getByText(TEMPLATE).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "campaigns");
    await page.goto(`${url}?view=calendar`);
    await page.getByRole("link", { name: NAME }).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "campaigns-calendar");
  });
}

async function following(test, { page, t, url, api }) {
  let before;

  await test("those of whom one hopes for more get a campaign of their own", async () => {
    const { items } = await api.get(`/campaigns?q=${encodeURIComponent(NAME)}`);
    before = items[0];
    await page.goto(`${url}/${before.id}`);
    const outcome = await hopeful(api, before.id);
    const words = t(`campaigns.retarget.${outcome}`);
    await page
      .getByRole("region", { name: t("campaigns.retarget.title") })
      .getByRole("button", { name: words })
      .click();
    const name = t("campaigns.retarget.name", { name: NAME, outcome: words });
    await page.getByRole("heading", { level: 1, name }).waitFor();
    await page
      .getByRole("link", { name: new RegExp(t("campaigns.step.audience")) })
      .first()
      .click();
    const people = page.getByRole("complementary").getByRole("status").locator("strong");
    await people
      .first()
      .getByText(/^[1-9]/)
      .waitFor();
  });

  await test("and it goes out to them", async () => {
    await page
      .getByRole("link", { name: new RegExp(t("campaigns.step.review")) })
      .first()
      .click();
    await page.getByRole("button", { name: t("campaigns.review.launch") }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("campaigns.review.launch") })
      .click();
    await page.getByRole("heading", { name: t("campaigns.report.funnel") }).waitFor();
    await page.getByText(t("campaigns.state.completed")).first().waitFor();
    const id = new URL(page.url()).pathname.split("/").at(-1);
    const made = await api.get(`/campaigns/${id}`);
    assert.equal(made.made_of, before.id);
    assert.ok(made.summary.accepted > 0, "somebody got it");
    await looks(page, "campaign-retarget");
  });
}

/** The outcome with the most people at the moment: how the simulated customers behave is up to them. */
async function hopeful(api, id) {
  return eventually(async () => {
    const { summary } = await api.get(`/campaigns/${id}`);
    const people = {
      delivered_not_read: summary.delivered - summary.read,
      read_not_replied: summary.read - summary.replied,
    };
    const [best, count] = Object.entries(people).sort(([, one], [, other]) => other - one)[0];
    return count > 2 && best;
  }, "some did not read or reply");
}
