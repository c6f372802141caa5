// A flow built on the canvas, once by mouse and once by key, published, and answered by on a simulated phone.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled } from "./browser.mjs";

const STEPS = 50;
const CUSTOMER = "Lía Lienzo";

export async function builder(test, stage) {
  const { page, faults } = await openPage(stage.context);
  const story = { ...stage, page, canvas: page.locator("[data-canvas]") };
  await byMouse(test, story);
  await byKeyboard(test, story);
  await inThePhone(test, story);
  await backAndForth(test, story);
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

async function emptyCanvas({ page, demo, t, canvas }) {
  await page.goto(`${demo.url}/flows`);
  await settled(page);
  await page.getByRole("button", { name: t("flows.new") }).click();
  await page.getByRole("menuitem", { name: t("builder.fromNothing"), exact: true }).click();
  await canvas.waitFor();
}

const nodes = (page) => page.locator(".react-flow__minimap-node");
const node = (page, id) => page.locator(`.react-flow__node[data-id="${id}"]`);
const dot = (page, id, outlet) => node(page, id).locator(`[data-handleid="${outlet}"]`);

/** Until the canvas and its nodes have been in one place for a few frames: a position read earlier is soon wrong. */
async function atRest(page) {
  await page.evaluate(
    () =>
      new Promise((done) => {
        const FRAMES = 5;
        const places = () =>
          [...document.querySelectorAll(".react-flow__viewport, .react-flow__node")]
            .map((element) => {
              const { x, y, width, height } = element.getBoundingClientRect();
              return [element.dataset.id, x, y, width, height].join(" ");
            })
            .join();
        let [last, same] = ["", 0];
        const look = () => {
          const now = places();
          same = now === last ? same + 1 : 0;
          last = now;
          if (same >= FRAMES) done();
          else window.requestAnimationFrame(look);
        };
        look();
      }),
  );
}

async function countNodes(page, count) {
  await page.waitForFunction(
    (wanted) => document.querySelectorAll(".react-flow__minimap-node").length === wanted,
    count,
  );
}

async function byMouse(test, { page, demo, t, canvas }) {
  const kind = (name) =>
    page.getByRole("complementary", { name: t("builder.palette") }).getByRole("button", { name, exact: true });
  const drop = async (name, x, y) => {
    await kind(name).dragTo(canvas, { targetPosition: { x, y } });
  };
  const pull = async (from, to) => {
    await atRest(page);
    const [start, end] = [await from.boundingBox(), await to.boundingBox()];
    await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
    await page.mouse.down();
    await page.mouse.move(end.x + end.width / 2, end.y + 4, { steps: 8 });
    await page.mouse.up();
  };

  await test("an empty canvas says what to do, and kinds are dragged onto it", async () => {
    await emptyCanvas({ page, demo, t, canvas });
    await page.getByText(t("builder.emptyTitle")).waitFor();
    await picture(page, "builder-empty");
    assert.deepEqual(await seriousFaults(page), []);
    await drop(t("builder.shape.say_buttons"), 150, 60);
    await node(page, "buttons").waitFor();
    await page.getByRole("textbox", { name: t("builder.field.text"), exact: true }).fill("¿Cómo te ayudo?");
    await drop(t("builder.shape.say_text"), 330, 330);
    await node(page, "say").waitFor();
    await drop(t("builder.shape.hand_over_person"), 60, 520);
    await countNodes(page, 3);
  });

  await test("ways are pulled from dot to node; one let go in the open asks for a new node", async () => {
    await page.getByRole("button", { name: t("builder.tidy") }).click();
    await page.getByRole("button", { name: t("builder.fit") }).click();
    await pull(dot(page, "buttons", "say.buttons.0.go_to"), node(page, "say"));
    await pull(dot(page, "buttons", "say.buttons.1.go_to"), node(page, "hand_over"));
    await page.waitForFunction(() => document.querySelectorAll(".react-flow__edge").length === 2);
    await page.getByRole("button", { name: t("builder.fit") }).click();
    await atRest(page);
    const foot = await dot(page, "say", "next").boundingBox();
    await page.mouse.move(foot.x + foot.width / 2, foot.y + foot.height / 2);
    await page.mouse.down();
    await page.mouse.move(foot.x + 40, foot.y + 90, { steps: 8 });
    await page.mouse.up();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("builder.shape.end_end"), exact: true })
      .click();
    await countNodes(page, 4);
  });

  await betweenAndPublished(test, { page, t });
  await answersOnAPhone(test, { page, demo, t });
}

async function betweenAndPublished(test, { page, t }) {
  await test("the “+” on a way puts a node in between", async () => {
    await page.getByRole("button", { name: t("builder.fit") }).click();
    await atRest(page);
    const way = page.locator('.react-flow__edge[data-id="say/next"]');
    await way.locator("g").last().click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: t("builder.shape.label_label"), exact: true })
      .click();
    await countNodes(page, 5);
    await page.locator('.react-flow__edge[data-id="say/next"]').waitFor();
    await page.locator('.react-flow__edge[data-id="label/next"]').waitFor();
  });

  await test("with a keyword and a name it is published with a note", async () => {
    await page.locator(".react-flow__pane").click({ position: { x: 5, y: 5 } });
    await page.getByRole("textbox", { name: t("builder.field.name"), exact: true }).fill("Lienzo");
    await addTrigger(page, t, "lienzo");
    await publish(page, t, "Primera versión");
    await picture(page, "builder-published");
    assert.deepEqual(await seriousFaults(page), []);
    await page.getByRole("button", { name: t("builder.panel.versions"), exact: true }).click();
    await page.getByText("Primera versión").waitFor();
  });
}

async function answersOnAPhone(test, { page, demo, t }) {
  await test("and answers on a simulated phone", async () => {
    const { page: phone } = await openPage(page.context());
    await phone.goto(`${demo.url}/phones`);
    await settled(phone);
    await phone.getByRole("button", { name: t("phones.add") }).click();
    await phone.getByLabel(t("phones.name")).fill(CUSTOMER);
    await phone
      .getByRole("dialog")
      .getByRole("button", { name: t("phones.add") })
      .click();
    await phone.getByText(t("phones.sayHello")).waitFor();
    const box = phone.getByPlaceholder(t("phones.writeAs", { name: CUSTOMER }));
    await box.fill("lienzo");
    await box.press("Enter");
    await phone.getByRole("log").getByText("¿Cómo te ayudo?").waitFor();
    await phone
      .getByRole("log")
      .getByRole("button", { name: t("builder.words.button", { number: 2 }) })
      .last()
      .click();
    await phone.getByRole("log").getByText(t("builder.words.thanks")).waitFor();
    await phone.close();
  });
}

async function addTrigger(page, t, word) {
  await page.getByRole("button", { name: t("builder.addOne", { name: t("builder.field.triggers") }) }).click();
  const words = page.getByLabel(t("builder.field.keyword"), { exact: true }).and(page.locator("input"));
  await words.fill(word);
  await words.press("Enter");
}

async function publish(page, t, note) {
  await page.getByRole("button", { name: t("flows.publish"), exact: true }).click();
  await page.getByRole("textbox", { name: t("builder.publishNote") }).fill(note);
  await page.getByRole("button", { name: t("builder.publishNow") }).click();
  await page.getByText(t("flows.published", { version: 1 })).waitFor();
}

/** Moves on by Tab until the named thing has the keyboard. */
async function tabTo(page, name) {
  for (let presses = 0; presses < 120; presses += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const { activeElement: element } = document;
      const label = element.labels?.[0]?.textContent ?? "";
      return element.getAttribute("aria-label") ?? (label || element.textContent);
    });
    if (at.trim().startsWith(name)) return;
  }
  assert.fail(`Tab never reached “${name}”`);
}

async function byKeyboard(test, { page, demo, t, canvas }) {
  const add = async (name) => {
    await page.keyboard.press("/");
    await page.getByRole("dialog").getByRole("textbox").waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  };

  await test("the same by keyboard alone", async () => {
    await emptyCanvas({ page, demo, t, canvas });
    await tabTo(page, t("builder.canvas"));
    await add(t("builder.shape.say_buttons"));
    await node(page, "buttons").waitFor();
    await page.keyboard.press("Enter");
    await tabTo(page, t("builder.field.text"));
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Dime");
    await page.keyboard.press("Escape");
    await add(t("builder.shape.hand_over_person"));
    await node(page, "hand_over").waitFor();
    await page.locator('.react-flow__edge[data-id="buttons/say.buttons.0.go_to"]').waitFor();
    await page.keyboard.press("ArrowUp");
    await page.keyboard.press("c");
    await page
      .getByRole("dialog")
      .getByText(t("builder.words.button", { number: 2 }))
      .waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.keyboard.type("hand");
    await page.keyboard.press("Enter");
    await page.locator('.react-flow__edge[data-id="buttons/say.buttons.1.go_to"]').waitFor();
    await picture(page, "builder-keyboard");
  });

  await test("a trigger, saved and published by keyboard", async () => {
    await page.keyboard.press("Escape");
    await page.keyboard.press("Enter");
    await tabTo(page, t("builder.field.name"));
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Teclas");
    await tabTo(page, t("builder.addOne", { name: t("builder.field.triggers") }));
    await page.keyboard.press("Enter");
    await page.keyboard.press("Shift+Tab");
    await tabTo(page, t("builder.field.keyword"));
    await page.keyboard.type("teclas");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+s");
    await page.getByRole("status").getByText(t("flows.savedDraft")).first().waitFor();
    await tabTo(page, t("flows.publish"));
    await page.keyboard.press("Enter");
    await page.getByRole("textbox", { name: t("builder.publishNote") }).waitFor();
    await page.keyboard.type("Por teclado");
    await page.keyboard.press("Enter");
    await page.getByText(t("flows.published", { version: 1 })).waitFor();
  });
}

async function inThePhone(test, { page, t, canvas }) {
  await test("the draft's phone answers, time passes, and the talk is kept as a test", async () => {
    await canvas.focus();
    await page.keyboard.press("t");
    const box = page.getByRole("textbox", { name: t("builder.sayAsCustomer") });
    await box.fill("teclas");
    await box.press("Enter");
    const talk = page.getByRole("log");
    await talk.getByText("Dime").waitFor();
    await page.locator("[data-lit=here]").waitFor();
    await page.getByRole("button", { name: t("builder.letPass") }).click();
    await page.getByRole("menuitem", { name: "+25 h" }).click();
    await page.getByText(t("builder.noSession")).waitFor();
    await page.getByRole("button", { name: t("builder.takeBack") }).click();
    await talk.getByRole("button", { name: t("builder.words.button", { number: 1 }) }).click();
    await talk.getByText(t("builder.words.thanks")).waitFor();
    await picture(page, "builder-phone");
    assert.deepEqual(await seriousFaults(page), []);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: t("builder.saveTest") }).click(),
    ]);
    const chunks = await (await download.createReadStream()).toArray();
    const file = Buffer.concat(chunks).toString();
    assert.equal(download.suggestedFilename(), "teclas.test.yaml");
    for (const line of ["- says: teclas", "- bot:", "- hands_over"])
      assert.ok(file.includes(line), `${line} in\n${file}`);
  });
}

async function backAndForth(test, { page, t, canvas }) {
  await test("fifty steps are undone and done again", async () => {
    const before = await nodes(page).count();
    const text = page
      .getByRole("complementary", { name: t("builder.palette") })
      .getByRole("button", { name: t("builder.shape.say_text"), exact: true });
    for (let step = 1; step <= STEPS; step += 1) {
      await text.click();
      await countNodes(page, before + step);
    }
    await canvas.focus();
    for (let step = 0; step < STEPS; step += 1) await page.keyboard.press("Control+z");
    await countNodes(page, before);
    for (let step = 0; step < STEPS; step += 1) await page.keyboard.press("Control+Shift+z");
    await countNodes(page, before + STEPS);
  });

  await test("nodes are copied from one place and pasted", async () => {
    const before = await nodes(page).count();
    await canvas.focus();
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Control+d");
    await countNodes(page, before * 2);
    await page.keyboard.press("Control+z");
    await countNodes(page, before);
  });
}
