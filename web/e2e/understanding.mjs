// The training room from empty to a bot that answers three intents, leaves a fourth wish alone, learns what sentences have
// marked, and fills a form from one sentence.
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
    "mandan a salta",
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

const BOOKING = `
name: Mesas
language: es
triggers: [{any_message: true}]
start: people
nodes:
  people: {ask: {text: ¿Cuántos son?, type: entity, entity: number, save_as: people}, next: day, on_failure: person}
  day: {ask: {text: ¿Qué día?, type: entity, entity: date, save_as: day}, next: hour}
  hour: {ask: {text: ¿A qué hora?, type: entity, entity: time, save_as: hour}, next: done}
  done: {say: {text: "Mesa para {{ people }} a las {{ hour }}."}, next: end}
  person: {hand_over: {text: Te paso con alguien.}}
  end: {end: {}}
`;

/** What the bot of a draft says to a first message. */
async function answer(page, url, text, document = FLOW) {
  const { csrf_token } = await (await page.request.get(`${url}/api/v1/session`)).json();
  const test = `tests:\n  - name: one\n    steps:\n      - says: ${JSON.stringify(text)}\n`;
  const data = { document, test };
  const played = await page.request.post(`${url}/api/v1/flows/simulate`, {
    headers: { "X-CSRF-Token": csrf_token },
    data,
  });
  assert.equal(played.status(), 200, await played.text());
  return JSON.stringify((await played.json()).turns);
}

/** Opens a sentence to mark it, and waits until the mark stands in it. */
async function mark(page, t, text, choose) {
  const open = page.getByRole("button", { name: t("understanding.markIn", { text }) });
  await open.click();
  await choose(page.getByRole("group", { name: t("understanding.wordsToMark") }));
  await page.getByRole("button", { name: t("understanding.unmark") }).waitFor();
  await open.click();
  await page.getByRole("listitem").filter({ has: open }).locator("mark").waitFor();
}

/** Entities: marked in sentences, and written as a list. */
async function naming(test, page, t) {
  const room = page.getByRole("complementary", { name: t("understanding.try") });

  await test("a city is marked with the mouse, another with the keyboard", async () => {
    await page
      .getByRole("navigation", { name: t("understanding.intents") })
      .getByText("Precio del envío")
      .click();
    await mark(page, t, "precio de envío a córdoba", async (words) => {
      await words.getByRole("button", { name: "córdoba" }).click();
      await page.getByRole("button", { name: t("understanding.newEntity") }).click();
      await page.getByLabel(t("understanding.entityTitle")).fill("Ciudad");
      await page.getByRole("button", { name: t("understanding.markSo") }).click();
    });
    await mark(page, t, "mandan a salta", async (words) => {
      await words.getByRole("button", { name: "mandan" }).focus();
      await page.keyboard.press("ArrowRight");
      await page.keyboard.press("ArrowRight");
      await picture(page, "understanding-marking");
      assert.deepEqual(await seriousFaults(page), []);
      await page.getByRole("button", { name: "Ciudad", exact: true }).click();
    });
    await room.getByLabel(t("understanding.sentence")).fill("precio de envío a córdoba");
    await room.getByRole("button", { name: t("understanding.tryIt") }).click();
    await room.getByRole("definition").getByText("córdoba").first().waitFor();
  });

  await test("entities are listed with those that are built in, and a list is made", async () => {
    await page.getByRole("tab", { name: t("understanding.entities") }).click();
    await page
      .getByRole("navigation", { name: t("understanding.entities") })
      .getByText("ciudad")
      .waitFor();
    await page
      .getByRole("region", { name: t("understanding.builtIn") })
      .getByText("date_time_range")
      .waitFor();
    await page.getByRole("button", { name: t("understanding.newEntity") }).click();
    await page.getByLabel(t("understanding.entityTitle")).fill("Talla");
    await page.getByLabel(t("understanding.values")).fill("s: chica, pequeña\nm: mediana\nl: grande");
    await page.getByRole("button", { name: t("understanding.saveEntity") }).click();
    await page.getByText(t("understanding.entitySaved", { name: "talla" })).waitFor();
    await picture(page, "understanding-entities");
    assert.deepEqual(await seriousFaults(page), []);
    await page.setViewportSize(WIDTHS.narrow);
    await picture(page, "understanding-entities-narrow");
    await page.setViewportSize(WIDTHS.wide);
    await page.getByRole("tab", { name: t("understanding.intents") }).click();
  });
}

/** What is understood in flows and in the inbox. */
async function forms(test, page, { demo, t }) {
  await test("one sentence fills a form", async () => {
    const turns = await answer(page, demo.url, "hola, una mesa para 4 mañana a las 21h", BOOKING);
    assert.ok(turns.includes("Mesa para 4 a las 21:00."), turns);
  });

  await test("an agent says what a message meant, and it is suggested", async () => {
    await page.goto(`${demo.url}/inbox?q=newcomer`);
    await page.getByRole("link", { name: /Ana Newcomer/ }).click();
    const correct = page.getByRole("log").getByRole("button", { name: t("correct.open") });
    await correct.first().click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("correct.meant")).selectOption({ label: "Precio del envío" });
    await picture(page, "understanding-correct");
    assert.deepEqual(await seriousFaults(page), []);
    await dialog.getByRole("button", { name: t("correct.send") }).click();
    await page.getByText(t("correct.sent")).waitFor();
    await page.goto(`${demo.url}/understanding`);
    await page.getByRole("tab", { name: t("understanding.suggestions") }).click();
    await page.getByText(t("understanding.reason.corrected")).first().waitFor();
    await picture(page, "understanding-suggestions");
    assert.deepEqual(await seriousFaults(page), []);
  });
}

export async function understanding(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const room = page.getByRole("complementary", { name: t("understanding.try") });

  await test("nothing is taught, and the page says what to do", async () => {
    await page.goto(`${demo.url}/understanding`);
    await settled(page);
    await page.getByText(t("understanding.emptyTitle")).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    // What people name can be taught first.
    await page.getByRole("tab", { name: t("understanding.entities") }).click();
    await page.getByRole("button", { name: t("understanding.newEntity") }).waitFor();
    await page.getByRole("tab", { name: t("understanding.intents") }).click();
    await page.getByText(t("understanding.emptyTitle")).waitFor();
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

  await naming(test, page, t);

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

  await forms(test, page, { demo, t });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}
