import { describe, expect, it } from "vitest";
import { drawTemplate, type TemplateDefinition } from "./drawn-template";

const template = (language: string, ...components: Record<string, unknown>[]): TemplateDefinition => ({
  name: "any",
  language,
  components,
});

describe("a template on the phone", () => {
  it("has the words Meta writes for a one-time password, and a button that copies it", () => {
    const code = template(
      "es_MX",
      { type: "BODY", add_security_recommendation: true },
      { type: "FOOTER", code_expiration_minutes: 10 },
      { type: "BUTTONS", buttons: [{ type: "OTP", otp_type: "COPY_CODE" }] },
    );
    const drawn = drawTemplate(code, [
      { type: "body", parameters: [{ type: "text", text: "4821" }] },
      { type: "button", sub_type: "url", index: "0", parameters: [{ type: "text", text: "4821" }] },
    ]);
    expect(drawn.body).toBe("Tu código de verificación es *4821*. Por tu seguridad, no lo compartas.");
    expect(drawn.footer).toBe("Caduca en 10 min.");
    expect(drawn.buttons).toEqual([{ kind: "otp", text: "", code: "4821" }]);
  });

  it("counts an offer down and copies its code", () => {
    const offer = template(
      "en",
      { type: "LIMITED_TIME_OFFER", limited_time_offer: { text: "Ends soon", has_expiration: true } },
      { type: "BODY", text: "Take {{1}} off" },
      {
        type: "BUTTONS",
        buttons: [
          { type: "COPY_CODE", example: "SAVE20" },
          { type: "URL", url: "https://x.test/{{1}}" },
        ],
      },
    );
    const expires = { type: "limited_time_offer", limited_time_offer: { expiration_time_ms: 5 } };
    const drawn = drawTemplate(offer, [
      { type: "limited_time_offer", parameters: [expires] },
      { type: "body", parameters: [{ type: "currency", currency: { fallback_value: "$10" } }] },
      { type: "button", sub_type: "copy_code", index: 0, parameters: [{ type: "coupon_code", coupon_code: "NOW" }] },
      { type: "button", sub_type: "url", index: 1, parameters: [{ type: "text", text: "sale" }] },
    ]);
    expect(drawn).toMatchObject({
      offer: { text: "Ends soon", expiresAt: 5 },
      body: "Take $10 off",
      buttons: [{ code: "NOW" }, { url: "https://x.test/sale" }],
    });
  });

  it.each([
    ["LOCATION", { type: "location", location: { latitude: 1, longitude: 2 } }, { kind: "location" }],
    ["PRODUCT", { type: "product", product: { product_retailer_id: "p1" } }, { kind: "product", retailerId: "p1" }],
    ["VIDEO", { type: "video", video: { id: "7" } }, { kind: "video", media: { id: "7" } }],
    ["GIF", { type: "video", video: { link: "https://x.test/a.mp4" } }, { kind: "video" }],
  ])("draws a %s header", (format, parameter, expected) => {
    const drawn = drawTemplate(template("en", { type: "HEADER", format }), [
      { type: "header", parameters: [parameter] },
    ]);
    expect(drawn.header).toMatchObject(expected);
  });

  it("draws as many cards as were sent, each with its own values", () => {
    const card = {
      components: [
        { type: "HEADER", format: "IMAGE" },
        { type: "BODY", text: "For {{1}}" },
        { type: "BUTTONS", buttons: [{ type: "QUICK_REPLY", text: "More" }] },
      ],
    };
    const carousel = template("en", { type: "BODY", text: "Look" }, { type: "CAROUSEL", cards: [card, card] });
    const sent = ["a", "b", "c"].map((name, card_index) => ({
      card_index,
      components: [
        { type: "header", parameters: [{ type: "image", image: { id: name } }] },
        { type: "body", parameters: [{ type: "text", text: name }] },
        {
          type: "button",
          sub_type: "quick_reply",
          index: 0,
          parameters: [{ type: "payload", payload: `more-${name}` }],
        },
      ],
    }));
    const { cards } = drawTemplate(carousel, [{ type: "carousel", cards: sent }]);
    expect(cards.map(({ body, buttons }) => [body, buttons[0]?.payload])).toEqual([
      ["For a", "more-a"],
      ["For b", "more-b"],
      ["For c", "more-c"],
    ]);
    expect(drawTemplate(carousel).cards).toHaveLength(2);
  });

  it("keeps a flow, a shop and a call apart", () => {
    const buttons = [
      { type: "FLOW", text: "Book", flow_id: "12", navigate_screen: "FIRST" },
      { type: "CATALOG", text: "View catalog" },
      { type: "PHONE_NUMBER", text: "Call", phone_number: "+15550100" },
    ];
    const drawn = drawTemplate(template("en", { type: "BODY", text: "x" }, { type: "BUTTONS", buttons }), [
      { type: "button", sub_type: "flow", index: 0, parameters: [{ type: "action", action: { flow_token: "t" } }] },
    ]);
    expect(drawn.buttons).toMatchObject([
      { kind: "flow", flow: { flow_id: "12", screen: "FIRST" }, action: { flow_token: "t" } },
      { kind: "catalog" },
      { kind: "phone_number", phone: "+15550100" },
    ]);
  });
});
