// A business that a pack has made: its goals, its segments and drafts, a campaign of it on its way, a series started.
import assert from "node:assert/strict";
import { openBrowser, openPage, picture, seriousFaults, settled, WIDTHS } from "./browser.mjs";
import { startDemo } from "./demo.mjs";

const CAMPAIGN = "Volver a vernos";
const SEGMENT = "Clientes en silencio";
const SERIES = "La segunda compra";
const GOAL = "Carritos recuperados";

export async function packAlive(test, { t }) {
  // Whoever names a server of their own plays what that has.
  if (process.env.RECADO_URL) return;
  const demo = await startDemo("--pack", "ecommerce");
  const browser = await openBrowser(demo.url);
  try {
    const { page, faults } = await openPage(browser.context);
    const story = { page, t, demo, card: page.getByRole("article").filter({ hasText: "Comercio electrónico" }) };
    await seesItsGoals(test, story);
    await findsWhatCame(test, story);
    await launches(test, story);
    await test("no fault in the browser", () => assert.deepEqual(faults, []));
  } finally {
    await browser.close();
    await demo.stop();
  }
}

async function seesItsGoals(test, { page, t, demo }) {
  await test("the overview tells how far each goal is", async () => {
    await page.goto(demo.url);
    await page.locator("[name=email]").fill(demo.email);
    await page.locator("[name=password]").fill(demo.password);
    await page.locator("[type=submit]").click();
    const goals = page.getByRole("region", { name: t("goals.title") });
    await goals.getByRole("heading", { name: GOAL }).waitFor();
    await settled(page);
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "goals-overview");
  });

  await test("a goal is set, changed and given up", async () => {
    const goals = page.getByRole("region", { name: t("goals.title") });
    await goals.getByRole("button", { name: t("goals.new") }).click();
    const form = page.getByRole("dialog");
    await form.getByLabel(t("goals.name")).fill("Carritos dejados");
    await form.getByLabel(new RegExp(`^${t("goals.event")}`)).fill("cart_left");
    await form.getByLabel(t("goals.targetLabel")).fill("5");
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "goals-form");
    await form.getByRole("button", { name: t("action.save") }).click();
    const card = goals.getByRole("article").filter({ hasText: "Carritos dejados" });
    await card.waitFor();
    await card.getByRole("button", { name: t("goals.more", { name: "Carritos dejados" }) }).click();
    await page.getByRole("menuitem", { name: t("goals.delete") }).click();
    await card.waitFor({ state: "detached" });
  });
}

async function findsWhatCame(test, { page, t, demo, card }) {
  await test("the gallery shows what came with the pack, and a series begins", async () => {
    await page.goto(`${demo.url}/packs`);
    await card.getByText(t("packs.installed"), { exact: true }).waitFor();
    await card.locator("summary").first().click();
    await card.getByRole("link", { name: SEGMENT }).waitFor();
    await card.getByRole("button", { name: t("packs.startSeries", { name: SERIES }) }).click();
    await card.getByText(t("packs.running")).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "packs-pieces");
    await page.setViewportSize(WIDTHS.narrow);
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "packs-pieces-narrow");
    await page.setViewportSize(WIDTHS.wide);
  });

  await test("its segment has people", async () => {
    await card.getByRole("link", { name: SEGMENT }).click();
    await page.getByRole("heading", { level: 1, name: SEGMENT }).waitFor();
    await page
      .getByRole("status")
      .locator("strong")
      .first()
      .getByText(/^[1-9]/)
      .waitFor();
    await page.goBack();
  });
}

async function launches(test, { page, t, card }) {
  await test("its campaign opens in the wizard with its segment, and passes the pre-flight", async () => {
    await card.locator("summary").first().click();
    await card.getByRole("link", { name: CAMPAIGN }).click();
    await page.getByRole("heading", { level: 1, name: CAMPAIGN }).waitFor();
    const to = (step) =>
      page
        .getByRole("link", { name: new RegExp(t(`campaigns.step.${step}`)) })
        .first()
        .click();
    await to("audience");
    await page.getByText(SEGMENT).first().waitFor();
    await to("review");
    await page.getByRole("heading", { name: t("campaigns.review.leftOut") }).waitFor();
    await settled(page);
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "pack-campaign-review");
  });

  await test("it is launched as it is", async () => {
    await page.getByRole("button", { name: t("campaigns.review.launch") }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("campaigns.review.launch") })
      .click();
    await page.getByRole("heading", { name: t("campaigns.report.funnel") }).waitFor();
    await picture(page, "pack-campaign-running");
  });
}
