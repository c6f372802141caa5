// What an agent sees when things go wrong, made to go wrong by the emulator's faults; and a template sent by hand.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled } from "./browser.mjs";

const UNREACHABLE = 131026;

export async function trouble(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const thread = page.getByRole("log");
  const write = async (text) => {
    const box = page.getByRole("textbox", { name: t("composer.label", { name: "Ana Newcomer" }) });
    await box.fill(text);
    await box.press("Enter");
  };

  await test("a template is chosen, filled in, seen before it is sent", async () => {
    await page.goto(`${demo.url}/inbox`);
    await page.getByRole("link", { name: /Ana Newcomer/ }).click();
    await page.getByRole("button", { name: t("composer.template") }).click();
    await page.getByRole("button", { name: /pedido_en_camino/ }).click();
    await page.getByLabel(t("template.bodyVariable", { name: "2" })).fill("1042");
    const words = "Hola Ana Newcomer, tu pedido 1042 ya va en camino.";
    await page
      .getByRole("group", { name: t("template.preview") })
      .getByText(words)
      .waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "template");
    await page.getByRole("button", { name: t("template.send") }).click();
    await thread.getByText(words).waitFor();
  });

  await test("a failure is told in words, and sending again works", async () => {
    await setFaults(page, { errors: { [UNREACHABLE]: 1 } });
    await write("¿Llegó bien el paquete?");
    await thread.getByText(t("failure.recipient_unreachable.what")).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "failure");
    await setFaults(page, {});
    await thread.getByRole("button", { name: t("action.sendAgain") }).click();
    const again = thread.locator("[data-status=sent], [data-status=delivered], [data-status=read]");
    await again.filter({ hasText: "¿Llegó bien" }).first().waitFor();
  });

  await test("a message that may or may not have arrived says so", async () => {
    await setFaults(page, { lost_answer_rate: 1, silent_rate: 1 });
    await write("Te mando el comprobante.");
    await thread.getByText(t("uncertain.what")).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "uncertain");
    await setFaults(page, {});
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

async function setFaults(page, data) {
  await settled(page);
  const { csrf_token } = await (await page.request.get("/api/v1/session")).json();
  const answer = await page.request.put("/emulator/faults", { headers: { "X-CSRF-Token": csrf_token }, data });
  assert.equal(answer.status(), 200);
}
