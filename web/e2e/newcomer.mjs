// What somebody does who has just started the demo: play a customer, be answered by the bot, ask for a person, be that person.
import assert from "node:assert/strict";
import { openPage, picture, settled } from "./browser.mjs";

/** The customer of this story, as the phone's owner and as the inbox knows her. */
const NAME = "Ana Newcomer";

export async function newcomer(test, { context, demo, t }) {
  const phone = await openPage(context);
  const inbox = await openPage(context);
  const story = {
    demo,
    t,
    phone: phone.page,
    inbox: inbox.page,
    onPhone: phone.page.getByRole("log"),
    row: inbox.page.getByRole("link", { name: new RegExp(NAME) }),
    write: async (text) => {
      const box = phone.page.getByPlaceholder(t("phones.writeAs", { name: NAME }));
      await box.fill(text);
      await box.press("Enter");
    },
  };
  await arrives(test, story);
  await playsTheCustomer(test, story);
  await answersAsTheShop(test, story);
  await test("saw no fault in the browser", () => {
    assert.deepEqual([...phone.faults, ...inbox.faults], []);
  });
  await phone.page.close();
  await inbox.page.close();
}

async function arrives(test, { demo, t, phone }) {
  await test("logs in", async () => {
    await phone.goto(demo.url);
    await phone.locator("[name=email]").fill(demo.email);
    await phone.locator("[name=password]").fill("not the password");
    await picture(phone, "01-login");
    await phone.locator("[type=submit]").click();
    await phone.getByRole("alert").waitFor();
    await phone.locator("[name=password]").fill(demo.password);
    await phone.locator("[type=submit]").click();
    await changePasswordIfAsked(phone, demo);
    await phone.getByRole("heading", { name: t("nav.overview"), level: 1 }).waitFor();
    await settled(phone);
    await picture(phone, "02-overview");
  });

  await test("takes a simulated phone in hand", async () => {
    await phone.getByRole("link", { name: t("nav.phones") }).click();
    await phone.getByRole("button", { name: t("phones.add") }).click();
    await phone.getByLabel(t("phones.name")).fill(NAME);
    await phone
      .getByRole("dialog")
      .getByRole("button", { name: t("phones.add") })
      .click();
    await phone.getByText(t("phones.sayHello")).waitFor();
    await picture(phone, "03-phone");
  });
}

async function playsTheCustomer(test, { demo, phone, inbox, onPhone, row, write }) {
  await test("writes hola and sees the menu; the inbox shows the conversation by itself", async () => {
    await inbox.goto(`${demo.url}/inbox`);
    await settled(inbox);
    const start = Date.now();
    await write("hola");
    await row.waitFor();
    const took = Date.now() - start;
    // Told, not judged: how quick a machine is says nothing of the code.
    console.log(`      the conversation was in the inbox after ${took} ms`);
    await onPhone.getByRole("button", { name: "Mi pedido" }).waitFor();
    await picture(phone, "04-menu");
    await picture(inbox, "05-inbox-within-a-second");
  });

  await test("taps, gives an order number, is told its status", async () => {
    await onPhone.getByRole("button", { name: "Mi pedido" }).click();
    await onPhone.getByText("número de tu pedido").waitFor();
    await write("1042");
    await onPhone.getByText(/1042 .*(camino|entreg|prepar|llega)/i).waitFor();
    await picture(phone, "06-order-status");
  });

  await test("opens a list and chooses from it", async () => {
    await write("menú");
    // The menu that answers "hola" is still there: this is the second one.
    await onPhone.getByRole("button", { name: "Más opciones" }).nth(1).click();
    await onPhone.getByRole("button", { name: "Ver temas" }).click();
    await picture(phone, "07-list");
    await phone
      .getByRole("dialog")
      .getByRole("button", { name: /Formas de pago/ })
      .click();
    await onPhone
      .getByText(/Formas de pago/)
      .last()
      .waitFor();
  });
}

async function answersAsTheShop(test, { t, phone, inbox, onPhone, row, write }) {
  await test("asks for a person, and the inbox says so", async () => {
    await write("quiero hablar con una persona");
    await row.click();
    await inbox.getByRole("log").getByText("quiero hablar con una persona", { exact: true }).waitFor();
    await inbox.getByText(t("thread.giveBack")).first().waitFor();
    await picture(inbox, "08-handed-over");
  });

  await test("answers there; the phone shows it; the ticks turn blue", async () => {
    const box = inbox.getByRole("textbox", { name: t("composer.label", { name: NAME }) });
    await box.fill("Hola Ana, soy Luna. ¿En qué te ayudo?");
    await box.press("Enter");
    await onPhone.getByText("soy Luna").waitFor();
    await picture(phone, "09-answer-on-phone");
    const ticks = inbox.locator("[data-status=read]").filter({ hasText: "soy Luna" });
    await ticks.getByRole("img", { name: t("status.read") }).waitFor();
    await picture(inbox, "10-blue-ticks");
  });

  await test("resolves, undoes it, gives back to the bot", async () => {
    await inbox.getByRole("button", { name: t("thread.resolve"), exact: true }).click();
    await inbox.getByRole("button", { name: t("action.undo") }).click();
    await inbox.getByRole("button", { name: t("thread.resolve"), exact: true }).waitFor();
    await inbox.getByRole("button", { name: t("thread.giveBack") }).click();
    await inbox.getByRole("button", { name: t("thread.takeOver") }).waitFor();
  });
}

async function changePasswordIfAsked(page, demo) {
  const asked = page.locator("[name=current]");
  await asked.or(page.getByRole("navigation")).first().waitFor();
  if (!(await asked.count())) return;
  await asked.fill(demo.password);
  demo.password = "a password of my own";
  await page.locator("[name=new]").fill(demo.password);
  await page.locator("[name=again]").fill(demo.password);
  await page.locator("[type=submit]").click();
}
