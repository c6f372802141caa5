// Every screen under axe, in light and dark, wide and narrow, in three languages.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled, WIDTHS } from "./browser.mjs";

const FIRST = "main ul li a";
/** Each screen: its address, and what to open in it. */
const SCREENS = {
  overview: { path: "/" },
  inbox: { path: "/inbox" },
  conversation: { path: "/inbox", open: FIRST },
  contacts: { path: "/contacts" },
  person: { path: "/contacts", open: '[role="row"] a', ready: "ol li" },
  phones: { path: "/phones" },
  phone: { path: "/phones", open: FIRST },
  time: { path: "/simulation" },
  faults: { path: "/simulation?panel=faults" },
  people: { path: "/simulation?panel=people" },
  meta: { path: "/simulation?panel=meta" },
  hand: { path: "/simulation?panel=hand" },
  log: { path: "/simulation?panel=log" },
  segments: { path: "/segments" },
  segment: { path: "/segments/new" },
  campaigns: { path: "/campaigns" },
  campaign: { path: "/campaigns?stage=completed", open: "article h2 a", ready: "#people" },
  results: { path: "/results" },
  series: { path: "/series" },
  // The one that was started: packs bring drafts.
  "one series": { path: "/series", open: 'article:has-text("Carrito olvidado") h2 a', ready: "#who" },
  links: { path: "/links" },
  rates: { path: "/rates" },
  flows: { path: "/flows" },
  flow: { path: "/flows", open: "article a", ready: ".react-flow__node" },
  understanding: { path: "/understanding", ready: "nav ul button" },
  packs: { path: "/packs" },
  templates: { path: "/templates" },
  template: { path: "/templates", open: "article h2 a", ready: "form" },
  imports: { path: "/imports" },
  journal: { path: "/journal" },
  webhook: { path: "/journal", open: FIRST, ready: "pre" },
  settings: { path: "/settings" },
  number: { path: "/settings", open: "article a", ready: "figure" },
  attributes: { path: "/settings", open: "[role=tab]:nth-child(2)" },
  tokens: { path: "/settings", open: "[role=tab]:nth-child(3)" },
  preferences: { path: "/settings", open: "[role=tab]:nth-child(4)" },
  nowhere: { path: "/nowhere" },
};

/** Every language, both schemes and both widths, without every combination of them: that takes minutes. */
const LOOKS = [
  { language: "es", width: "wide", scheme: "light" },
  { language: "es", width: "wide", scheme: "dark" },
  { language: "es", width: "narrow", scheme: "light" },
  { language: "en", width: "narrow", scheme: "dark" },
  { language: "pt-BR", width: "narrow", scheme: "light" },
];

export async function screens(test, { context, demo }) {
  const { page, faults } = await openPage(context);
  for (const { language, width, scheme } of LOOKS) {
    await test(`${language}, ${width}, ${scheme}`, async () => {
      await page.goto(demo.url);
      await speak(page, language);
      await page.setViewportSize(WIDTHS[width]);
      await page.emulateMedia({ colorScheme: scheme });
      const found = [];
      for (const [name, screen] of Object.entries(SCREENS)) {
        await show(page, demo.url, screen);
        await picture(page, `${name}-${language}-${width}-${scheme}`);
        for (const fault of await seriousFaults(page)) found.push(`${name}: ${fault}`);
        if (await overflows(page)) found.push(`${name}: wider than the window`);
      }
      assert.deepEqual(found, []);
    });
  }
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

async function show(page, url, { path, open, ready }) {
  await page.goto(url + path);
  await settled(page);
  if (open) await page.locator(open).first().click();
  if (ready) await page.locator(ready).first().waitFor();
  await settled(page);
}

async function speak(page, language) {
  const { csrf_token } = await (await page.request.get("/api/v1/session")).json();
  const headers = { "X-CSRF-Token": csrf_token };
  const answer = await page.request.patch("/api/v1/session/user", { headers, data: { language } });
  assert.equal(answer.status(), 200);
}

/** Whether the window, or the page that scrolls within it, can be pushed sideways. */
function overflows(page) {
  return page.evaluate(() => {
    const pages = [...document.querySelectorAll("main > *")].filter(
      (element) => window.getComputedStyle(element).overflowX === "auto",
    );
    return [document.documentElement, ...pages].some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
  });
}
