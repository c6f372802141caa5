// From the gallery to the phone: a pack is installed, one of its flows opened, and talked to.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled } from "./browser.mjs";

export async function packs(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const health = page.getByRole("article").filter({ has: page.getByRole("heading", { name: "Salud", exact: true }) });

  await test("the gallery is one step from the flows, and installs a pack", async () => {
    await page.goto(`${demo.url}/flows`);
    await settled(page);
    await page.getByRole("link", { name: t("packs.gallery") }).click();
    await health.getByRole("button", { name: t("packs.install") }).click();
    await health.getByText(t("packs.installed"), { exact: true }).waitFor();
    await picture(page, "packs-installed");
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("one of its flows opens on the canvas and answers on the phone", async () => {
    await health.getByRole("link", { name: t("packs.open", { name: "Consultas" }) }).click();
    await page.locator(".react-flow__node").first().waitFor();
    await page.locator(".react-flow").click({ position: { x: 5, y: 5 } });
    await page.keyboard.press("t");
    const box = page.getByRole("textbox", { name: t("builder.sayAsCustomer") });
    await box.fill("tengo dolor en el pecho");
    await box.press("Enter");
    await page.getByRole("log").getByText("Si es una emergencia, llama ahora al 112").waitFor();
    await picture(page, "packs-phone");
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}
