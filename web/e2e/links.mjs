// A campaign whose message leads somewhere: a customer opens the link on their phone, and it is a click in every figure.
import assert from "node:assert/strict";
import { apiOf, somebody } from "./api.mjs";
import { eventually, looks, openPage, seriousFaults, settled } from "./browser.mjs";
import { controlOf } from "./control.mjs";

const NAME = "Enlace de la temporada";
const PERSON = "Tomás Enlace";
const PHONE = "34600777111";

export async function links(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  await page.goto(`${demo.url}/links`);
  const [api, control] = [apiOf(page), controlOf(page)];
  const { customer, contact } = await somebody(api, control, PERSON, PHONE);
  // It leads back to this machine: there is no other to be reached.
  const target = `${demo.url}/icon.svg`;
  let campaign;

  await test("one sees under which address links live", async () => {
    await page.getByText(`${demo.url}/l/`).first().waitFor();
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("a customer opens the link of a campaign", async () => {
    campaign = await launched(api, contact, target);
    const address = await eventually(async () => {
      const { items } = await control("GET", `/customers/${customer.id}/messages`);
      return new RegExp(`${demo.url}/l/\\w+`).exec(JSON.stringify(items))?.[0];
    }, "the message is on the phone");
    // This browser says that it is a program, and would not be counted.
    const headers = { "user-agent": "Mozilla/5.0 (Linux; Android 14; Pixel 8) Chrome/131.0.0.0 Mobile Safari/537.36" };
    await context.route(/\/l\/\w+$/, (route) =>
      route.continue({ headers: { ...route.request().headers(), ...headers } }),
    );
    const phone = await context.newPage();
    await phone.goto(`${demo.url}/phones/${customer.id}`);
    // What comes within two seconds of the message is taken for a program, and so is not counted.
    await eventually(async () => {
      const opened = context.waitForEvent("page");
      await phone.getByRole("log").getByRole("link", { name: address }).last().click();
      const window = await opened;
      await window.waitForURL(target);
      await window.close();
      const { funnel } = await api.get(`/campaigns/${campaign.id}/report`);
      return funnel.find(({ measure }) => measure === "clicked").count === 1;
    }, "the click is counted");
    await phone.close();
  });

  await test("the click is in the list of links, and leads to who clicked", async () => {
    await page.reload();
    const row = page.getByRole("row").filter({ hasText: NAME });
    await row.getByText(target).waitFor();
    await settled(page);
    assert.deepEqual(await seriousFaults(page), []);
    await looks(page, "links");
    await row.getByRole("link", { name: t("links.seeWho", { count: 1, target }) }).click();
    await page.waitForURL(/who=clicked/);
    const table = page.getByRole("table", { name: t("campaigns.report.recipients") });
    await table.getByRole("link", { name: PERSON }).waitFor();
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

/** To this one person. */
async function launched(api, contact, target) {
  const { items } = await api.get("/numbers");
  const condition = { attribute: { name: "name", is: contact.name } };
  const segment = await api.post("/segments", { name: NAME, condition });
  const parameters = { "body.1": { attribute: "first_name" }, "body.2": { link: target } };
  const plan = {
    numbers: [items[0].id],
    audience: { include: [segment.id] },
    variants: [{ name: "A", weight: 1, template: "pedido_en_camino", language: "es", parameters }],
  };
  const campaign = await api.post("/campaigns", { name: NAME, plan });
  return api.post(`/campaigns/${campaign.id}/launch`);
}
