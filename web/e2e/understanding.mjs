// The training room from empty to a bot that answers three intents and leaves a fourth wish alone.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled, WIDTHS } from "./browser.mjs";

const INTENTS = {
  "Horario de atención": [
    "a qué hora abren",
    "hasta qué hora atienden hoy",
    "abren los domingos",
    "cuál es el horario de atención",
    "están abiertos ahora",
    "qué días abren",
  ],
  "Precio del envío": [
    "cuánto cuesta el envío",
    "qué precio tiene mandarlo a casa",
    "el envío es gratis",
    "cuánto sale que lo traigan",
    "cobran por enviar",
    "precio de envío a córdoba",
  ],
  "Cambiar un producto": [
    "quiero cambiar un producto",
    "me quedó chico y lo quiero cambiar",
    "cómo hago un cambio de talla",
    "puedo cambiar la camisa por otra",
    "hacen cambios sin ticket",
    "no me gustó el color, lo cambio",
  ],
};

const FLOW = `
name: En sus palabras
language: es
triggers:
  - {intent: horario_de_atencion, go_to: hours}
  - {intent: precio_del_envio, go_to: delivery}
  - {intent: cambiar_un_producto, go_to: exchange}
  - {any_message: true, go_to: person}
start: hours
nodes:
  hours: {say: {text: De 9 a 18.}, next: done}
  delivery: {say: {text: El envío es gratis.}, next: done}
  exchange: {say: {text: Tienes 30 días.}, next: done}
  person: {hand_over: {text: Te paso con alguien.}}
  done: {end: {}}
`;

/** What the bot of a draft says to a first message. */
async function answer(page, url, text) {
  const { csrf_token } = await (await page.request.get(`${url}/api/v1/session`)).json();
  const test = `tests:\n  - name: one\n    steps:\n      - says: ${JSON.stringify(text)}\n`;
  const data = { document: FLOW, test };
  const played = await page.request.post(`${url}/api/v1/flows/simulate`, {
    headers: { "X-CSRF-Token": csrf_token },
    data,
  });
  assert.equal(played.status(), 200, await played.text());
  return JSON.stringify((await played.json()).turns);
}

export async function understanding(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const room = page.getByRole("complementary", { name: t("understanding.try") });

  await test("nothing is taught, and the page says what to do", async () => {
    await page.goto(`${demo.url}/understanding`);
    await settled(page);
    await page.getByText(t("understanding.emptyTitle")).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("three intents are taught from pasted lists", async () => {
    for (const [title, lines] of Object.entries(INTENTS)) {
      await page.getByRole("button", { name: t("understanding.new") }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel(t("understanding.whatTheyWant")).fill(title);
      await dialog.getByLabel(t("understanding.newExamples")).fill(lines.map((line) => `- ${line}`).join("\n"));
      await dialog.getByRole("button", { name: t("understanding.create") }).click();
      await page
        .getByRole("navigation", { name: t("understanding.intents") })
        .getByText(title)
        .waitFor();
    }
  });

  await test("a sentence is tried, with the reasons", async () => {
    await room.getByLabel(t("understanding.sentence")).fill("A QUE HORA ABREN??");
    await room.getByRole("button", { name: t("understanding.tryIt") }).click();
    await room.getByText("a qué hora abren", { exact: true }).waitFor();
    await room.getByRole("button", { name: t("understanding.keepAsCheck") }).click();
    await page.getByText(t("understanding.checkKept")).waitFor();
    await picture(page, "understanding-tried");
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("it is trained and published", async () => {
    await page.getByRole("button", { name: t("understanding.trainAndPublish") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: t("understanding.publish"), exact: true }).click();
    await page.getByText(t("understanding.answersNow", { version: "1" }), { exact: true }).waitFor();
    await page.setViewportSize(WIDTHS.narrow);
    await picture(page, "understanding-narrow");
    await page.setViewportSize(WIDTHS.wide);
  });

  await test("the bot answers three wishes and hands the fourth over", async () => {
    for (const [text, said] of [
      ["hola a que hora abren hoy", "De 9 a 18."],
      ["cuanto sale el envio a mi casa", "El envío es gratis."],
      ["la camisa me quedo chica la puedo cambiar", "Tienes 30 días."],
      ["mi perro ladra mucho", "Te paso con alguien."],
    ]) {
      const turns = await answer(page, demo.url, text);
      assert.ok(turns.includes(said), `${text}: ${turns}`);
    }
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}
