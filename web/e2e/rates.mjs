// What messages cost: a table of one's own contract is added, and counts from its day.
import assert from "node:assert/strict";
import { looks, openPage, seriousFaults, settled } from "./browser.mjs";

const TABLE = "market;countries;marketing;utility\nEspaña;ES;0,0615;0,02\nCono Sur;AR CL UY;0,0618;\n";

export async function rates(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);

  await test("the rates that ship say so", async () => {
    await page.goto(`${demo.url}/rates`);
    await page.getByText(t("rates.shipped")).waitFor();
    await settled(page);
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("a table is added with what it does not say itself", async () => {
    await page.getByRole("button", { name: t("rates.add") }).click();
    const dialog = page.getByRole("dialog");
    await dialog
      .locator("input[type=file]")
      .setInputFiles({ name: "tarifas.csv", mimeType: "text/csv", buffer: Buffer.from(TABLE) });
    await dialog.getByLabel(t("rates.effectiveFrom")).fill(new Date().toISOString().slice(0, 10));
    await dialog.getByLabel(t("rates.currency")).fill("EUR");
    await dialog.getByLabel(t("rates.sourceLabel")).fill("Contrato de noviembre");
    assert.deepEqual(await seriousFaults(page), []);
    await dialog.getByRole("button", { name: t("rates.add") }).click();
    await dialog.waitFor({ state: "detached" });
    await page.getByText("Contrato de noviembre", { exact: false }).waitFor();
    await page.getByText("Cono Sur").waitFor();
    await settled(page);
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "rates");
  });

  await test("and one goes back to those that ship", async () => {
    await page.getByRole("button", { name: t("rates.forget") }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("rates.forget") })
      .click();
    await page.getByText(t("rates.shipped")).waitFor();
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}
