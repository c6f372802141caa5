// The room of a number: how it is doing, its profile beside the phone it is seen on, its registration.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled, WIDTHS } from "./browser.mjs";

/** A square of one pixel. */
const PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

export async function numbers(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const section = (name) => page.getByRole("region", { name: t(`numbers.${name}`) });

  await test("a number of the settings opens on how it is doing", async () => {
    await page.goto(`${demo.url}/settings`);
    await settled(page);
    await page.getByRole("article").first().getByRole("link").click();
    await section("health").getByText(t("numbers.word.GREEN")).waitFor();
    await section("health").getByText(t("numbers.inTime")).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("the profile is filled in, and the phone shows it", async () => {
    const profile = section("profile");
    await profile.getByLabel(t("numbers.part.about")).fill("Velas hechas a mano");
    await profile.getByLabel(t("numbers.part.description")).fill("Velas y jabones de Oaxaca");
    await profile.getByLabel(t("numbers.part.address")).fill("Calle Luna 4, Oaxaca");
    await profile.getByLabel(t("numbers.part.email")).fill("hola@luna.example");
    await profile.getByLabel(t("numbers.website", { place: 1 })).fill("https://luna.example");
    await profile.getByLabel(t("numbers.part.vertical")).selectOption("RETAIL");
    await profile.getByRole("figure").getByText("Velas y jabones de Oaxaca").waitFor();
    await profile.getByRole("button", { name: t("numbers.saveProfile") }).click();
    await page.getByText(t("numbers.profileSaved")).waitFor();
    await page.reload();
    await profile.getByRole("figure").getByText("Calle Luna 4, Oaxaca").waitFor();
    await profile.getByText(t("numbers.complete", { percent: 85 })).waitFor();
  });

  await test("with a picture it is whole, and what was being written stays", async () => {
    const profile = section("profile");
    await profile.getByLabel(t("numbers.part.address")).fill("Calle Sol 5, Oaxaca");
    const file = { name: "luna.png", mimeType: "image/png", buffer: Buffer.from(PICTURE, "base64") };
    await profile.locator("input[type=file]").setInputFiles(file);
    await profile.getByText(t("numbers.complete", { percent: 100 })).waitFor();
    await profile.getByRole("figure").locator("img").waitFor();
    assert.ok(await profile.locator("img").evaluate((image) => image.complete && image.naturalWidth > 0));
    assert.equal(await profile.getByLabel(t("numbers.part.address")).inputValue(), "Calle Sol 5, Oaxaca");
    await picture(page, "number-room");
  });

  await test("a number that is verified is registered with a PIN", async () => {
    const registration = section("registration");
    const digits = registration.getByRole("group", { name: t("numbers.pin") }).getByRole("textbox");
    await digits.first().click();
    await page.keyboard.type("123456");
    await registration.getByRole("button", { name: t("numbers.register"), exact: true }).click();
    await registration.getByText(t("numbers.registered")).waitFor();
  });

  await test("on a narrow screen as well", async () => {
    await page.setViewportSize(WIDTHS.narrow);
    await settled(page);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "number-room-narrow");
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}
