// A template from nothing to approved, then paused: written with the lint beside it, reviewed and paused by Meta's side.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled, WIDTHS } from "./browser.mjs";
import { controlOf } from "./control.mjs";

const NAME = "cita_de_manana";

export async function templates(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const control = controlOf(page);
  const body = page.getByRole("textbox", { name: t("templates.part.body"), exact: true });
  const submit = page.getByRole("button", { name: t("templates.submit") });
  const atMeta = async () => (await control("GET", "/templates")).items.find(({ name }) => name === NAME);

  await test("what Meta has is in the list, and can be looked for", async () => {
    await page.goto(`${demo.url}/templates`);
    await page.getByRole("link", { name: "pedido_en_camino" }).waitFor();
    await page.goto(`${demo.url}/templates?q=pedido&standing=approved`);
    await page.getByRole("link", { name: "pedido_en_camino" }).waitFor();
    assert.equal(await page.getByRole("article").count(), 1);
    await page.goto(`${demo.url}/templates?standing=rejected`);
    await page.getByText(t("templates.nothingFound")).waitFor();
  });

  await test("a new one begins empty, its name as Meta takes it", async () => {
    await page.goto(`${demo.url}/templates`);
    await page.getByRole("button", { name: t("templates.new") }).click();
    await page.getByRole("textbox", { name: t("templates.name") }).fill("Cita de Mañana");
    await page.getByRole("button", { name: t("templates.begin") }).click();
    await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
    await page.getByText(t("templates.lint.missing")).waitFor();
    assert.ok(await submit.isDisabled());
    await page.getByText(t("templates.faults_one", { count: "1" })).waitFor();
  });

  await test("the lint speaks while one types, at the place", async () => {
    await body.fill("{{name}}, te esperamos mañana en la tienda.");
    await page.getByText(t("templates.lint.edge_blank")).waitFor();
    await page.getByText(t("templates.lint.sample_missing")).waitFor();
    await page
      .getByRole("button", { name: t("templates.showPlace", { text: "{{name}}" }) })
      .first()
      .click();
    const selected = await body.evaluate((box) => box.value.slice(box.selectionStart, box.selectionEnd));
    assert.equal(selected, "{{name}}");
    await picture(page, "template-lint");
    assert.deepEqual(await seriousFaults(page), []);
    await body.fill("Hola {{name}}, te esperamos mañana en la tienda.");
    await page.getByRole("textbox", { name: t("templates.sampleOf", { name: "{{name}}" }) }).fill("Ana");
    await page.getByText(t("templates.lint.sample_missing")).waitFor({ state: "hidden" });
    await page.getByText("Hola Ana, te esperamos mañana en la tienda.").first().waitFor();
  });

  await test("a footer and a button stand in the phone at once", async () => {
    await page.getByRole("switch", { name: t("templates.part.footer") }).click();
    await page.getByRole("textbox", { name: t("templates.footerText") }).fill("Tienda Luna");
    await page.getByRole("button", { name: t("templates.addButton") }).click();
    await page.getByRole("menuitem", { name: t("templates.button.QUICK_REPLY") }).click();
    await page.getByRole("textbox", { name: t("templates.buttonText") }).fill("Confirmo");
    const phone = page.getByRole("region", { name: t("templates.preview") });
    await phone.getByText("Confirmo").waitFor();
    await phone.getByText("Tienda Luna").waitFor();
    await page.getByText(t("templates.saved")).waitFor();
  });

  await test("submitted, it is approved by Meta's review", async () => {
    await submit.click();
    await page.getByText(t("templates.change.submitted")).waitFor();
    await page.getByText(t("templates.change.status_changed.approved")).first().waitFor({ timeout: 30_000 });
    assert.equal((await atMeta()).status, "APPROVED");
    await picture(page, "template-approved");
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("paused by Meta, the page and the corner say so, with what to do", async () => {
    const { id } = await atMeta();
    await control("PUT", `/templates/${id}`, { quality: "RED" });
    await page.getByText(t("templates.reason.FIRST_PAUSE")).first().waitFor();
    await page.getByRole("status").getByText(t("templates.notice.status_changed.paused")).waitFor();
    await picture(page, "template-paused");
    await page.goto(`${demo.url}/templates?standing=paused`);
    await page.getByRole("link", { name: NAME }).first().waitFor();
  });

  await test("the library has something to begin with", async () => {
    await page.goto(`${demo.url}/templates`);
    await page.getByRole("button", { name: t("templates.library") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("searchbox").fill("cupón");
    await dialog
      .getByText("HOLA10")
      .or(dialog.getByText(t("message.copyOffer")))
      .first()
      .waitFor();
    await picture(page, "template-library");
    assert.deepEqual(await seriousFaults(page), []);
    await dialog.getByRole("button", { name: t("templates.createFromLibrary") }).click();
    await page.getByRole("heading", { level: 1, name: "welcome_coupon" }).waitFor();
    await settled(page);
    assert.ok(await submit.isEnabled());
  });

  await test("the editor in the dark and on a phone", async () => {
    for (const [width, scheme] of [
      ["wide", "dark"],
      ["narrow", "light"],
    ]) {
      await page.setViewportSize(WIDTHS[width]);
      await page.emulateMedia({ colorScheme: scheme });
      await picture(page, `template-editor-${width}-${scheme}`);
      assert.deepEqual(await seriousFaults(page), []);
    }
    await page.setViewportSize(WIDTHS.wide);
    await page.emulateMedia({ colorScheme: "light" });
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}
