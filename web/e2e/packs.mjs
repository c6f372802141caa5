// From the gallery to the phone: every pack is installed, and each of its playbooks talked to, by hand and by a sample.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled } from "./browser.mjs";

/** Pack, playbook, what a customer writes, and words of the flow's answer. */
const PLAYBOOKS = [
  ["Comercio electrónico", "Estado del pedido", "mi pedido", "¿Qué número tiene tu pedido?"],
  ["Comercio electrónico", "Confirmar y cobrar", "confirmar pedido", "¿Qué número tiene tu pedido?"],
  ["Comercio electrónico", "Carrito pendiente", "mi carrito", "Aquí está, tal como lo dejaste."],
  ["Comercio electrónico", "Opinión y recompra", "opinar", "¿nos recomendarías a un amigo?"],
  ["Salud", "Citas", "mi cita", "Tu cita es el 20 de marzo a las 10:30."],
  ["Salud", "Resultados", "mis resultados", "dime tu fecha de nacimiento"],
  ["Salud", "Consultas", "hola", "Soy el asistente de la clínica"],
  ["Salud", "Después de la visita", "seguimiento", "¿cuánto dolor tienes ahora?"],
  ["Servicios financieros", "Alerta de tarjeta", "no fui yo", "Te atiende ahora mismo el equipo antifraude"],
  ["Servicios financieros", "Consulta de cuenta", "mi cuenta", "escribe el código de 6 cifras"],
  ["Servicios financieros", "Abrir cuenta o préstamo", "abrir cuenta", "¿Estás de acuerdo?"],
  ["Servicios financieros", "Cuotas y pagos", "mi cuota", "Tienes una cuota con fecha 15 de marzo"],
  ["Turismo y hotelería", "Reserva y depósito", "mi reserva", "Tu reserva R12 es del 20 de marzo"],
  ["Turismo y hotelería", "Llegada y check-in", "mi llegada", "¿A qué hora llegas el 20 de marzo?"],
  ["Turismo y hotelería", "Conserjería", "conserjería", "¿Qué necesitas? También puedes escribirlo"],
  ["Turismo y hotelería", "Salida y opinión", "mi salida", "Aquí tienes tu factura"],
  ["Educación", "Admisiones", "admisiones", "¿Qué te gustaría estudiar?"],
  ["Educación", "Clases y asistencia", "mi clase", "Tu próxima clase: Matemáticas"],
  ["Educación", "Material y tutoría", "mi unidad", "Unidad 3. Léelo con calma."],
  ["Educación", "Pagos y renovación", "mensualidad", "Hay un pago de Leo, Mía"],
];
/** What the flows say when something goes wrong. */
const FALLBACK = /no ha ido bien|undefined/;

export async function packs(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const story = storyOf(page, t);
  await installs(test, demo, story);
  for (const playbook of PLAYBOOKS) await isPlayed(test, story, playbook);
  await showsDifferences(test, story);
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

/** What one does in the gallery and on the draft's phone. */
function storyOf(page, t) {
  const phone = page.getByRole("complementary", { name: t("builder.panel.phone") });
  const card = (name) =>
    page.getByRole("article").filter({ has: page.getByRole("heading", { name, exact: true, level: 2 }) });
  return {
    page,
    t,
    card,
    phone,
    log: phone.getByRole("log"),
    open: async (pack, playbook) => {
      await card(pack)
        .getByRole("link", { name: t("packs.open", { name: playbook }), exact: true })
        .click();
      await page.locator(".react-flow__node").first().waitFor();
      await page.getByRole("button", { name: t("builder.panel.phone"), exact: true }).click();
      await phone.getByText(t("builder.samples.answered", { pack })).waitFor();
    },
    chooseFirstSample: async () => {
      await phone.getByRole("button", { name: t("builder.samples.title") }).click();
      await page.getByRole("menuitem").first().click();
    },
    play: (how) => phone.getByRole("button", { name: t(`builder.samples.${how}`) }).click(),
  };
}

async function installs(test, demo, { page, t, card }) {
  await test("the gallery is one step from the flows, and installs every pack", async () => {
    await page.goto(`${demo.url}/flows`);
    await settled(page);
    await page.getByRole("link", { name: t("packs.gallery") }).click();
    // Flows are articles too: until a pack is there, this may still be the page one came from.
    await card(PLAYBOOKS[0][0]).waitFor();
    const names = await page.getByRole("article").getByRole("heading", { level: 2 }).allTextContents();
    assert.deepEqual(names.sort(), [...new Set(PLAYBOOKS.map(([pack]) => pack))].sort());
    for (const name of names) {
      await card(name)
        .getByRole("button", { name: t("packs.install") })
        .click();
      await card(name).getByText(t("packs.installed"), { exact: true }).waitFor();
    }
    const shown = await page.getByRole("article").getByRole("heading", { level: 3 }).allTextContents();
    assert.deepEqual(shown.sort(), PLAYBOOKS.map(([, playbook]) => playbook).sort());
    await picture(page, "packs-installed");
    assert.deepEqual(await seriousFaults(page), []);
  });
}

async function isPlayed(test, { page, t, phone, log, open, chooseFirstSample, play }, [pack, playbook, words, answer]) {
  await test(`${playbook} answers “${words}”, and a sample goes as it says`, async () => {
    await page.getByRole("article").first().waitFor();
    await open(pack, playbook);
    const box = phone.getByRole("textbox", { name: t("builder.sayAsCustomer") });
    await box.fill(words);
    await box.press("Enter");
    await log.getByText(answer).first().waitFor();
    assert.doesNotMatch(await log.innerText(), FALLBACK);

    await chooseFirstSample();
    await play("next");
    await phone
      .getByText(t("builder.samples.fits"))
      .or(phone.getByText(t("builder.samples.over")))
      .waitFor();
    assert.ok((await page.locator("[data-lit]").count()) > 0, "the way is lit");
    await play("all");
    await phone.getByText(t("builder.samples.over")).waitFor();
    assert.doesNotMatch(await log.innerText(), FALLBACK);
    if (playbook === "Citas") {
      await picture(page, "packs-phone");
      assert.deepEqual(await seriousFaults(page), []);
    }
    await page.goBack();
  });
}

async function showsDifferences(test, { page, t, phone, log, open, chooseFirstSample, play }) {
  await test("what is no longer as the sample says is shown where it happens", async () => {
    await page.getByRole("article").first().waitFor();
    await reword(page, "Consultas de salud", "Soy el asistente de la clínica", "Soy el robot de la clínica");
    await page.reload();
    await page.getByRole("article").first().waitFor();
    await open("Salud", "Consultas");
    await chooseFirstSample();
    await play("all");
    const differences = log.getByRole("list", { name: t("builder.samples.differences") }).first();
    await differences.waitFor();
    assert.match(await differences.innerText(), /asistente[^]*robot/);
    await phone.locator("[data-tone=bad]").waitFor();
    await picture(page, "packs-difference");
    await phone.getByRole("button", { name: t("builder.samples.leave") }).click();
    await phone.getByText(t("builder.samples.answered", { pack: "Salud" })).waitFor();
  });
}

/** Somebody changes the words of a flow. */
async function reword(page, name, before, after) {
  const { csrf_token } = await (await page.request.get("/api/v1/session")).json();
  const { items } = await (await page.request.get("/api/v1/flows")).json();
  const path = `/api/v1/flows/${items.find((flow) => flow.name === name).id}`;
  const { document } = await (await page.request.get(path)).json();
  assert.ok(document.includes(before));
  const data = { document: document.replace(before, after) };
  await page.request.put(path, { headers: { "X-CSRF-Token": csrf_token }, data });
}
