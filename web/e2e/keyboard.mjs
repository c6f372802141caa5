// The parts that hands on the keyboard rely on.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled } from "./browser.mjs";

export async function keyboard(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  await page.goto(demo.url);
  await settled(page);

  await test("? shows every key, Escape closes it", async () => {
    await page.keyboard.press("?");
    await page.getByRole("dialog").getByText(t("shortcuts.title")).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "keyboard-sheet");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });

  await test("Ctrl-K goes anywhere", async () => {
    await page.keyboard.press("Control+k");
    await page.getByPlaceholder(t("palette.placeholder")).fill("Newcomer");
    await page.getByText("Ana Newcomer").waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "palette");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });

  await test("g i opens the inbox, / searches, j and k move, r writes", async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("i");
    await page.getByRole("searchbox", { name: t("inbox.search") }).waitFor();
    await settled(page);
    await page.keyboard.press("/");
    await page.keyboard.type("newcomer");
    await page.waitForURL(/q=newcomer/);
    await page.getByRole("link", { name: /Ana Newcomer/ }).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("j");
    await page.waitForURL(/\/inbox\/[\w-]+\?q=newcomer/);
    await page.getByRole("log").waitFor();
    await page.keyboard.press("r");
    const box = page.getByRole("textbox", { name: t("composer.label", { name: "Ana Newcomer" }) });
    assert.ok(await box.evaluate((node) => node === node.ownerDocument.activeElement));
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}
