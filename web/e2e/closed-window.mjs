// A conversation whose window has closed: only a template goes out, and a person decides when nobody knows if it arrived.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled } from "./browser.mjs";
import { controlOf } from "./control.mjs";

const NAME = "Vera Ventana";
const DAY_S = 24 * 60 * 60;

export async function closedWindow(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const story = { page, t, thread: page.getByRole("log"), control: undefined };
  await page.goto(`${demo.url}/inbox`);
  await settled(page);
  story.control = controlOf(page);
  await onlyTemplates(test, story);
  await nobodyKnows(test, story);
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

/** Wrote two days ago, says WhatsApp, and is heard of only now. */
async function wroteLongAgo(control) {
  const { phone } = await control("POST", "/customers", { name: NAME, country: "ES" });
  const { items } = await control("GET", "/numbers");
  const [number] = items;
  const sender = phone.replace("+", "");
  await control("POST", "/webhooks", {
    field: "messages",
    value: {
      messaging_product: "whatsapp",
      metadata: { display_phone_number: number.display_phone_number, phone_number_id: number.phone_number_id },
      contacts: [{ wa_id: sender, profile: { name: NAME } }],
      messages: [
        {
          id: `wamid.${Buffer.from(sender).toString("base64")}`,
          from: sender,
          timestamp: String(Math.floor(Date.now() / 1000) - 2 * DAY_S),
          type: "text",
          text: { body: "¿Siguen abiertos?" },
        },
      ],
    },
  });
}

async function sendTemplate({ page, t }) {
  await page.getByRole("button", { name: /seguimos_por_aqui/ }).click();
  await page.getByRole("button", { name: t("template.send") }).click();
}

async function onlyTemplates(test, story) {
  const { page, t, thread, control } = story;
  await test("outside the window the composer is a template picker", async () => {
    await wroteLongAgo(control);
    await page.getByRole("searchbox", { name: t("inbox.search") }).fill(NAME);
    await page.getByRole("link", { name: new RegExp(NAME) }).click();
    await page.getByText(t("composer.windowClosed")).waitFor();
    assert.equal(await page.getByRole("textbox", { name: t("composer.label", { name: NAME }) }).count(), 0);
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "window-closed");
    await sendTemplate(story);
    await thread.locator("[data-status=delivered], [data-status=read]").filter({ hasText: NAME }).first().waitFor();
  });
}

async function nobodyKnows(test, story) {
  const { page, t, thread, control } = story;
  const resend = thread.getByRole("button", { name: t("uncertain.resend") });
  const giveUp = thread.getByRole("button", { name: t("uncertain.giveUp") });
  const lose = async () => {
    await control("PUT", "/faults", { lost_answer_rate: 1, silent_rate: 1 });
    await sendTemplate(story);
    await thread.getByText(t("uncertain.what")).waitFor();
    await giveUp.waitFor();
    await control("PUT", "/faults", {});
  };

  await test("a template that may have arrived is not resent by itself: a person gives it up", async () => {
    await lose();
    await resend.waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "undecided");
    await giveUp.click();
    await thread.getByText(t("uncertain.what")).waitFor({ state: "hidden" });
    await thread.locator("[data-status=failed]").filter({ hasText: NAME }).waitFor();
  });

  await test("or has it sent once more", async () => {
    await lose();
    await resend.click();
    await thread.getByText(t("uncertain.what")).waitFor({ state: "hidden" });
    const arrived = thread.locator("[data-status=delivered], [data-status=read]").filter({ hasText: NAME });
    await arrived.nth(1).waitFor();
  });
}
