import { after, before, test } from "node:test";
import { openBrowser } from "./browser.mjs";
import { builder } from "./builder.mjs";
import { campaigns } from "./campaigns.mjs";
import { closedWindow } from "./closed-window.mjs";
import { contacts } from "./contacts.mjs";
import { startDemo } from "./demo.mjs";
import { flowEditing } from "./flow-editing.mjs";
import { hooks } from "./hooks.mjs";
import { imports } from "./imports.mjs";
import { keyboard } from "./keyboard.mjs";
import { largeFlow } from "./large-flow.mjs";
import { links } from "./links.mjs";
import { newcomer } from "./newcomer.mjs";
import { numbers } from "./numbers.mjs";
import { packAlive } from "./pack-alive.mjs";
import { packs } from "./packs.mjs";
import { phones } from "./phones.mjs";
import { rates } from "./rates.mjs";
import { screens } from "./screens.mjs";
import { segments } from "./segments.mjs";
import { series } from "./series.mjs";
import { simulation } from "./simulation.mjs";
import { templates } from "./templates.mjs";
import { textsOf } from "./texts.mjs";
import { trouble } from "./trouble.mjs";
import { understanding } from "./understanding.mjs";

/** What every part works with; the demo's owner reads Spanish. */
const stage = { t: textsOf("es") };
let browser;

before(async () => {
  stage.demo = await startDemo();
  browser = await openBrowser(stage.demo.url);
  stage.context = browser.context;
});

after(async () => {
  await browser?.close();
  await stage.demo?.stop();
});

const parts = {
  "a newcomer": newcomer,
  trouble,
  "a closed window": closedWindow,
  "the keyboard": keyboard,
  "a flow as text": flowEditing,
  "a flow on the canvas": builder,
  "a large flow": largeFlow,
  // Before the packs, which teach intents of their own and bring campaigns.
  "the training room": understanding,
  "a number": numbers,
  contacts,
  "an import": imports,
  "a webhook of a shop": hooks,
  "a segment": segments,
  "a template": templates,
  "a campaign": campaigns,
  "a series": series,
  "a link": links,
  rates,
  "a pack": packs,
  "a pack alive": packAlive,
  "a phone": phones,
  "the simulation": simulation,
  "every screen": screens,
};
for (const [name, part] of Object.entries(parts)) {
  test(name, async (context) => {
    await part((step, action) => context.test(step, action), stage);
  });
}
