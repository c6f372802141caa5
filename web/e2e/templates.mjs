// A template from nothing to approved, then paused: written with the lint beside it, reviewed and paused by Meta's side.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled, WIDTHS } from "./browser.mjs";
import { controlOf } from "./control.mjs";

const NAME = "cita_de_manana";
/** One green point. */
const PICTURE = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNQaEj4DwADxAIAttaXgAAAAABJRU5ErkJggg==",
  "base64",
);

export async function templates(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const control = controlOf(page);
  const room = {
    page,
    t,
    url: `${demo.url}/templates`,
    control,
    body: page.getByRole("textbox", { name: t("templates.part.body"), exact: true }),
    submit: page.getByRole("button", { name: t("templates.submit") }),
    atMeta: async () => (await control("GET", "/templates")).items.find(({ name }) => name === NAME),
  };
  await theList(test, room);
  await writing(test, room);
  await review(test, room);
  await library(test, room);
  await forms(test, room);
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

async function theList(test, { page, t, url }) {
  await test("what Meta has is in the list, and can be looked for", async () => {
    await page.goto(url);
    await page.getByRole("link", { name: "pedido_en_camino" }).waitFor();
    await page.goto(`${url}?q=pedido&standing=approved`);
    await page.getByRole("link", { name: "pedido_en_camino" }).waitFor();
    assert.equal(await page.getByRole("article").count(), 1);
    await page.goto(`${url}?standing=rejected`);
    await page.getByText(t("templates.nothingFound")).waitFor();
  });
}

async function begin({ page, t, url }, name, category = "UTILITY") {
  await page.goto(url);
  await page.getByRole("button", { name: t("templates.new") }).click();
  await page.getByRole("textbox", { name: t("templates.name") }).fill(name);
  if (category !== "UTILITY") {
    await page
      .getByRole("combobox", { name: t("templates.categoryLabel") })
      .last()
      .click();
    await page.getByRole("option", { name: t(`templates.category.${category}`) }).click();
  }
  await page.getByRole("button", { name: t("templates.begin") }).click();
}

async function writing(test, room) {
  const { page, t, body, submit } = room;
  await test("a new one begins empty, its name as Meta takes it", async () => {
    await begin(room, "Cita de Mañana");
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
    await page.getByRole("switch", { name: t("templates.part.footer") }).press("Space");
    await page.getByRole("textbox", { name: t("templates.footerText") }).fill("Tienda Luna");
    await page.getByRole("button", { name: t("templates.addButton") }).click();
    await page.getByRole("menuitem", { name: t("templates.button.QUICK_REPLY") }).click();
    await page.getByRole("textbox", { name: t("templates.buttonText") }).fill("Confirmo");
    const phone = page.getByRole("region", { name: t("templates.preview") });
    await phone.getByText("Confirmo").waitFor();
    await phone.getByText("Tienda Luna").waitFor();
    await page.getByText(t("templates.saved"), { exact: true }).waitFor();
  });
}

async function review(test, { page, t, url, control, submit, atMeta }) {
  await test("submitted, it is approved by Meta's review", async () => {
    await submit.click();
    await page.getByText(t("templates.change.submitted")).waitFor();
    const standing = page.locator("main header").first().getByText(t("templates.status.approved"), { exact: true });
    await standing.first().waitFor();
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
    await page.goto(`${url}?standing=paused`);
    await page.getByRole("link", { name: NAME }).first().waitFor();
  });

  await test("the pause is ended by hand", async () => {
    await page.getByRole("link", { name: NAME }).first().click();
    const resume = page.getByRole("button", { name: t("templates.resume") });
    await resume.click();
    await resume.waitFor({ state: "hidden" });
    assert.equal((await atMeta()).status, "APPROVED");
  });
}

async function library(test, { page, t, url, submit }) {
  await test("the library has something to begin with", async () => {
    await page.goto(url);
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
}

async function forms(test, room) {
  const { page, t, body, submit } = room;
  const field = (key) => page.getByRole("textbox", { name: t(`templates.${key}`) });
  const addButton = async (kind) => {
    await page
      .getByRole("button", { name: t("templates.addButton") })
      .first()
      .click();
    await page.getByRole("menuitem", { name: t(`templates.button.${kind}`) }).click();
  };
  const ready = async (name) => {
    await page.getByText(t("templates.saved"), { exact: true }).waitFor();
    await page.waitForFunction((words) => {
      const buttons = [...document.querySelectorAll("button")];
      return buttons.some((button) => button.textContent === words && !button.disabled);
    }, t("templates.submit"));
    await picture(page, name);
    assert.deepEqual(await seriousFaults(page), []);
  };

  await test("an offer that ends, with a coupon", async () => {
    await begin(room, "oferta_de_mayo", "MARKETING");
    await body.fill("Esta semana hay velas nuevas en la tienda.");
    await page.getByRole("switch", { name: t("templates.part.offer") }).press("Space");
    await page.getByText(t("templates.lint.missing")).first().waitFor();
    assert.ok(await submit.isDisabled());
    await field("offerText").fill("Dos por una");
    await addButton("COPY_CODE");
    await field("couponSample").fill("MAYO25");
    await ready("template-offer");
  });

  await test("a carousel, with a picture for the reviewer on each card", async () => {
    await begin(room, "velas_en_fila", "MARKETING");
    await body.fill("Estas son las velas que acaban de llegar.");
    await page.getByRole("switch", { name: t("templates.part.carousel") }).press("Space");
    for (const [place, words] of ["Lavanda", "Canela"].entries()) {
      await page
        .getByRole("radiogroup", { name: t("templates.cards") })
        .getByText(String(place + 1))
        .click();
      await page
        .locator("input[type=file]")
        .setInputFiles({ name: "vela.png", mimeType: "image/png", buffer: PICTURE });
      await page.getByText(t("templates.hasSample")).waitFor();
      await field("cardText").fill(words);
      await field("buttonText").fill("La quiero");
    }
    await ready("template-carousel");
  });

  await test("a one-time password, copied or handed to an app", async () => {
    await begin(room, "codigo_de_acceso", "AUTHENTICATION");
    await page.getByRole("switch", { name: t("templates.recommendation") }).waitFor();
    await page.getByRole("combobox", { name: t("templates.handOver") }).click();
    await page.getByRole("option", { name: t("templates.otp.ONE_TAP") }).click();
    await page.getByText(t("templates.lint.missing")).first().waitFor();
    await field("packageName").fill("com.example.luna");
    await field("signatureHash").fill("K8a/AINcGX7");
    await ready("template-password");
  });
}
