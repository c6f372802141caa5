// One phone that gets every kind of message, and whose owner answers with every kind.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { controlOf } from "./control.mjs";
import { eventually, openPage, picture, seriousFaults, settled, WIDTHS } from "./browser.mjs";

const GALLERY = JSON.parse(readFileSync(new URL("../src/simulation/gallery.json", import.meta.url), "utf8"));
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
const NAME = "Rosa Galería";

const FLOW = {
  version: "7.3",
  screens: [
    {
      id: "SIZE",
      title: "Tu talla",
      data: {},
      layout: {
        type: "SingleColumnLayout",
        children: [
          {
            type: "Form",
            name: "form",
            children: [
              { type: "TextHeading", text: "Elige tu talla" },
              {
                type: "RadioButtonsGroup",
                name: "size",
                label: "Talla",
                required: true,
                "data-source": [
                  { id: "s", title: "Pequeña" },
                  { id: "l", title: "Grande" },
                ],
              },
              { type: "TextInput", name: "who", label: "Nombre", required: true },
              {
                type: "Footer",
                label: "Continuar",
                "on-click-action": {
                  name: "navigate",
                  next: { type: "screen", name: "DONE" },
                  payload: { size: "${form.size}", who: "${form.who}" },
                },
              },
            ],
          },
        ],
      },
    },
    {
      id: "DONE",
      title: "Revisa",
      terminal: true,
      success: true,
      data: { size: { type: "string", __example__: "l" }, who: { type: "string", __example__: "Ana" } },
      layout: {
        type: "SingleColumnLayout",
        children: [
          { type: "TextBody", text: "${data.who}" },
          {
            type: "Footer",
            label: "Enviar",
            "on-click-action": { name: "complete", payload: { size: "${data.size}", who: "${data.who}" } },
          },
        ],
      },
    },
  ],
};

const TEMPLATES = [
  {
    name: "oferta_galeria",
    language: "es",
    category: "MARKETING",
    components: [
      { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Solo hoy", has_expiration: true } },
      { type: "BODY", text: "Hola {{1}}, hoy tienes un descuento.", example: { body_text: [["Ana"]] } },
      {
        type: "BUTTONS",
        buttons: [
          { type: "COPY_CODE", example: "LUNA20" },
          {
            type: "URL",
            text: "Ver la oferta",
            url: "https://tienda.example/{{1}}",
            example: ["https://tienda.example/a"],
          },
        ],
      },
    ],
  },
];

export async function phones(test, stage) {
  const { context, demo } = stage;
  const { page, faults } = await openPage(context);
  // The gallery's files are nowhere: empty ones are answered in their place.
  await page.route(/\/(video\.mp4|audio\.mp3|voice\.ogg|factura\.pdf)$/, (route) => route.fulfill({ body: "" }));
  await page.goto(`${demo.url}/phones`);
  const control = controlOf(page);
  const rosa = await control("POST", "/customers", { name: NAME, phone: "34600555666" });
  const { numbers, waba_id: waba } = await control("GET", "/state");
  const number = numbers[0].phone_number_id;
  const story = { ...stage, page, control, rosa, number, waba, phone: page.getByRole("log") };

  await showsEveryKind(test, story);
  await opensWhatMessagesOpen(test, story);
  await sendsEveryKind(test, story);
  await turnsAway(test, story);
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

/** The business sends: through the Graph API, without a word to the server. */
async function send({ control, number, rosa }, message) {
  const body = { messaging_product: "whatsapp", to: rosa.phone, ...message };
  const answer = await control("POST", "/graph", { method: "POST", path: `/v26.0/${number}/messages`, body });
  assert.equal(answer.status, 200, `${message.type}: ${JSON.stringify(answer.body)}`);
  return answer.body.messages[0].id;
}

async function graph({ control }, path, body) {
  const answer = await control("POST", "/graph", { method: "POST", path, body });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return answer.body;
}

async function said({ control, rosa }, fits) {
  return eventually(async () => {
    const { items } = await control("GET", `/customers/${rosa.id}/messages`);
    return items.filter(({ direction }) => direction === "from_customer").find(({ message }) => fits(message));
  }, `the customer sends what ${fits} describes`);
}

async function showsEveryKind(test, story) {
  const { page, demo, control, rosa, phone, t } = story;
  await test("draws every kind of message in one conversation", async () => {
    await page.goto(`${demo.url}/phones/${rosa.id}`);
    await settled(page);
    const hola = { message: { type: "text", text: { body: "hola" } } };
    await control("POST", `/customers/${rosa.id}/messages`, hola);
    for (const { message } of GALLERY) {
      await send(story, JSON.parse(JSON.stringify(message).replaceAll("{{origin}}", demo.url)));
    }
    await phone.getByText("¿Nos das tu número?").waitFor();
    assert.equal(await phone.getByText(/«.*» .*no se puede mostrar/).count(), 0);
    await phone.getByText("Así se prepara").waitFor();
    await phone.getByText("Taza de barro").first().waitFor();
    await phone.getByRole("list", { name: t("message.cards_other", { count: 3 }) }).waitFor();
    assert.deepEqual(await seriousFaults(page), []);
    await picturesOf(phone, "every-kind");
  });

  await test("draws them in the dark on a narrow screen", async () => {
    await page.setViewportSize(WIDTHS.narrow);
    await page.emulateMedia({ colorScheme: "dark" });
    assert.deepEqual(await seriousFaults(page), []);
    await picturesOf(phone, "every-kind-dark");
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(WIDTHS.wide);
  });

  await test("draws a template with an offer and a code to copy", async () => {
    for (const template of TEMPLATES) await graph(story, `/v26.0/${story.waba}/message_templates`, template);
    const { items } = await control("GET", "/templates");
    const { id, name, language } = items.find((each) => each.name === "oferta_galeria");
    await control("PUT", `/templates/${id}`, { status: "APPROVED" });
    const offer = { type: "limited_time_offer", limited_time_offer: { expiration_time_ms: Date.now() + 86_400_000 } };
    const components = [
      { type: "limited_time_offer", parameters: [offer] },
      { type: "body", parameters: [{ type: "text", text: "Rosa" }] },
      { type: "button", sub_type: "copy_code", index: 0, parameters: [{ type: "coupon_code", coupon_code: "LUNA20" }] },
      { type: "button", sub_type: "url", index: 1, parameters: [{ type: "text", text: "hoy" }] },
    ];
    await page.reload();
    await settled(page);
    await send(story, { type: "template", template: { name, language: { code: language }, components } });
    await phone.getByText("Hola Rosa, hoy tienes un descuento.").waitFor();
    await phone.getByText("Solo hoy").waitFor();
    await phone.getByRole("button", { name: t("message.copyOffer") }).waitFor();
    await picture(page, "template-offer");
  });
}

async function picturesOf(phone, name) {
  const lines = phone.locator(":scope > div > div");
  for (let shot = 0; shot < 6; shot += 1) {
    const at = Math.min(4 * shot, (await lines.count()) - 1);
    await lines.nth(at).scrollIntoViewIfNeeded();
    await picture(phone.page(), `${name}-${shot}`);
  }
}

async function opensWhatMessagesOpen(test, story) {
  const { page, phone, t } = story;
  const sheet = page.getByRole("dialog");

  await test("walks through a Flow and sends its answers", async () => {
    const flow = { name: "tallas", categories: ["SURVEY"], flow_json: JSON.stringify(FLOW), publish: true };
    const { id } = await graph(story, `/v26.0/${story.waba}/flows`, flow);
    const parameters = { flow_message_version: "3", flow_id: id, flow_cta: "Elegir talla", flow_token: "t-1" };
    const action = { name: "flow", parameters };
    await send(story, { type: "interactive", interactive: { type: "flow", body: { text: "¿Tu talla?" }, action } });
    await phone.getByRole("button", { name: "Elegir talla" }).click();
    await sheet.getByText("Elige tu talla").waitFor();
    await sheet.getByRole("button", { name: "Continuar" }).click();
    await sheet.getByText(t("phones.flow.problem.required")).first().waitFor();
    await sheet.getByLabel("Grande").check();
    await sheet.getByLabel("Nombre").fill("Rosa");
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "flow-screen");
    await sheet.getByRole("button", { name: "Continuar" }).click();
    await sheet.getByText("Rosa").waitFor();
    await sheet.getByRole("button", { name: "Enviar" }).click();
    const { message } = await said(story, ({ interactive }) => interactive?.type === "nfm_reply");
    const answers = JSON.parse(message.interactive.nfm_reply.response_json);
    assert.deepEqual(answers, { size: "l", who: "Rosa", flow_token: "t-1" });
    await phone.getByText("who: Rosa").waitFor();
  });

  await test("orders from a product list", async () => {
    await phone.getByRole("button", { name: t("message.open.product_list") }).click();
    await sheet.getByRole("button", { name: t("phones.shop.more", { name: "Taza de barro" }) }).click();
    await sheet.getByRole("button", { name: t("phones.shop.more", { name: "Taza de barro" }) }).click();
    assert.deepEqual(await seriousFaults(page), []);
    await picture(page, "shop");
    await sheet.locator("button").last().click();
    const { message } = await said(story, ({ type }) => type === "order");
    assert.equal(message.order.product_items[0].quantity, 2);
  });

  await test("pays an order", async () => {
    await phone.getByRole("button", { name: t("message.open.order_details") }).click();
    await sheet.getByText(t("message.subtotal")).waitFor();
    await picture(page, "review-and-pay");
    await sheet.getByRole("button", { name: t("phones.pay"), exact: true }).click();
    await page.getByRole("status").getByText(t("phones.paid")).first().waitFor();
  });

  await test("chooses from a list, taps a button, sends the place asked for", async () => {
    // The bot has sent lists of its own since; the buttons of messages are alike.
    await phone.getByRole("button", { name: "Ver temas" }).first().click();
    await sheet.getByRole("button", { name: /Formas de pago/ }).click();
    await said(story, ({ interactive }) => interactive?.list_reply?.id === "pay");
    await phone.getByRole("button", { name: "Horario", exact: true }).first().click();
    await said(story, ({ interactive }) => interactive?.button_reply?.id === "hours");
    await phone.getByRole("button", { name: t("message.open.location_request_message") }).click();
    await picture(page, "places");
    await sheet.getByRole("button", { name: /MASP/ }).click();
    await said(story, ({ location }) => location?.name === "MASP");
  });

  await test("fills in an address, allows calls, shares the own number", async () => {
    await phone.getByRole("button", { name: t("message.open.address_message") }).click();
    await sheet.getByText("PIN desconocido").waitFor();
    await sheet.getByLabel(t("phones.address.phone_number")).fill("+91 98100 00000");
    await sheet.getByRole("button", { name: t("phones.address.send") }).click();
    await said(story, ({ interactive }) => interactive?.nfm_reply?.name === "address_message");
    await phone.getByRole("button", { name: t("message.open.call_permission_request") }).click();
    await sheet.getByRole("button", { name: t("phones.allow") }).click();
    await said(story, ({ interactive }) => interactive?.call_permission_reply?.response === "accept");
    await phone.getByRole("button", { name: t("message.open.request_contact_info") }).click();
    await sheet.getByRole("button", { name: t("phones.share") }).click();
    await said(story, ({ contacts }) => contacts?.[0].origin === "contact_request");
  });
}

async function sendsEveryKind(test, story) {
  const { page, phone, t } = story;
  const attach = async (name) => {
    await page.getByRole("button", { name: t("phones.attach") }).click();
    await page.getByRole("menuitem", { name: t(`phones.attachment.${name}`), exact: true }).click();
  };

  await test("sends files of every kind", async () => {
    const files = {
      image: "image/png",
      video: "video/mp4",
      voice: "audio/ogg",
      document: "application/pdf",
      sticker: "image/webp",
    };
    for (const [name, mimeType] of Object.entries(files)) {
      const chooser = page.waitForEvent("filechooser");
      await attach(name);
      await (await chooser).setFiles({ name: `a.${name}`, mimeType, buffer: Buffer.from(PNG, "base64") });
      const kind = name === "voice" ? "audio" : name;
      await said(story, (message) => message.type === kind && message[kind].id);
    }
  });

  await test("shares a contact, reacts, replies to a message", async () => {
    await attach("contact");
    await page.getByRole("dialog").getByRole("button").nth(2).click();
    await said(story, ({ contacts }) => contacts?.[0].origin === "other");
    const bubble = phone.locator("[data-kind=text]").filter({ hasText: "A-1042" }).first();
    await bubble.getByRole("button", { name: t("phones.bubbleMenu") }).click();
    await page.getByRole("menuitem", { name: t("phones.react", { emoji: "❤️" }) }).click();
    await said(story, ({ reaction }) => reaction?.emoji === "❤️");
    await bubble.getByRole("button", { name: t("phones.bubbleMenu") }).click();
    await picture(page, "bubble-menu");
    await page.getByRole("menuitem", { name: t("phones.answer") }).click();
    const box = page.getByPlaceholder(t("phones.writeAs", { name: NAME }));
    await box.fill("¡Gracias!");
    await box.press("Enter");
    const { context } = await said(story, ({ text }) => text?.body === "¡Gracias!");
    assert.ok(context?.id, "it quotes the message");
  });
}

async function turnsAway(test, story) {
  const { page, control, rosa, t } = story;
  const menu = async (name) => {
    await page.getByRole("button", { name: t("phones.ownerMenu") }).click();
    await page.getByRole("menuitem", { name: t(`phones.owner.${name}`), exact: true }).click();
  };
  const until = (fits) =>
    eventually(
      async () => fits(await control("GET", `/customers/${rosa.id}`)),
      `the customer becomes what ${fits} describes`,
    );

  await test("comes by an advertisement", async () => {
    await menu("advertisement");
    assert.deepEqual(await seriousFaults(page), []);
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("phones.advertisement.send") })
      .click();
    await said(story, ({ text }) => text?.body === t("phones.advertisement.wordsExample"));
  });

  await test("stops marketing, blocks, reports, changes number and name", async () => {
    await menu("stopMarketing");
    await until(({ wants_marketing: wanted }) => !wanted);
    await menu("block");
    await until(({ has_blocked: blocked }) => blocked);
    await page.getByText(t("phones.state.blocked")).waitFor();
    await picture(page, "blocked");
    await menu("unblock");
    await until(({ has_blocked: blocked }) => !blocked);
    await menu("report");
    await page.getByRole("status").getByText(t("phones.reported")).first().waitFor();
    await menu("changeNumber");
    await page.getByLabel(t("phones.newPhone")).fill("+34 600 777 888");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("action.save") })
      .click();
    await until(({ phone }) => phone === "34600777888");
    await menu("takeUsername");
    await page.getByRole("textbox", { name: t("phones.newUsername") }).fill("rosa.galeria");
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("action.save") })
      .click();
    await until(({ username }) => username === "rosa.galeria");
  });
}
