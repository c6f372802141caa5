// Three hundred nodes on the canvas: how long frames take while it is dragged and zoomed.
import assert from "node:assert/strict";
import { openPage, picture } from "./browser.mjs";

const WAYS = 10;
const LONG = 30;
/** With the menu and the person at the end. */
const NODES = WAYS * LONG + 2;
/** What still looks smooth on a machine without a graphics card that does other work beside it. */
const MOST_MS = 50;

export async function largeFlow(test, { context, demo }) {
  const { page, faults } = await openPage(context);

  await test(`${NODES} nodes are dragged and zoomed smoothly`, async () => {
    await page.goto(`${demo.url}/flows`);
    const id = await create(page);
    await page.goto(`${demo.url}/flows/${id}`);
    await page.locator(".react-flow__node").first().waitFor();
    await page.locator("[data-canvas]").focus();
    for (const [name, act] of [
      ["drag, close", () => drag(page)],
      ["zoom", () => zoom(page)],
      ["drag, half as large", () => drag(page)],
      ["zoom out to all", () => zoomOut(page)],
      ["drag, all in sight", () => drag(page)],
    ]) {
      const drawn = await page.locator(".react-flow__node").count();
      const frames = await framesDuring(page, act);
      const at = (share) => frames[Math.floor((frames.length - 1) * share)].toFixed(1);
      assert.ok(drawn > 5, `${name}: ${drawn} nodes in sight`);
      console.log(
        `      ${name}: ${drawn} nodes drawn, ${frames.length} frames, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, worst ${at(1)} ms`,
      );
      assert.ok(Number(at(0.95)) < MOST_MS, `${name}: ${at(0.95)} ms`);
    }
    const inSight = await page.locator(".react-flow__node").count();
    assert.ok(inSight > NODES * 0.9, `${inSight} nodes in sight`);
    await picture(page, "builder-large");
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

async function create(page) {
  const { csrf_token } = await (await page.request.get("/api/v1/session")).json();
  const answer = await page.request.post("/api/v1/flows", {
    headers: { "X-CSRF-Token": csrf_token, "Idempotency-Key": "large" },
    data: { document: document() },
  });
  return (await answer.json()).id;
}

/** A list of ten topics, each with a conversation of its own; every fifth node asks. */
function document() {
  const rows = Array.from({ length: WAYS }, (_, way) => `{id: w${way}, title: Tema ${way}, go_to: n${way}_0}`);
  const menu = `  menu:\n    say: {text: "¿De qué hablamos?", list: {button: Temas, sections: [{rows: [${rows.join(", ")}]}]}}\n`;
  const node = (way, number) => {
    const next = number + 1 < LONG ? `n${way}_${number + 1}` : "person";
    const buttons = `, buttons: [{id: a, title: Seguir, go_to: ${next}}, {id: b, title: Volver, go_to: menu}]`;
    return `  n${way}_${number}:\n    say: {text: "Paso ${number} del tema ${way}"${number % 5 === 0 ? buttons : ""}}\n    next: ${next}\n`;
  };
  const ways = Array.from({ length: WAYS }, (_, way) =>
    Array.from({ length: LONG }, (__, number) => node(way, number)),
  );
  return `name: Trescientos\nlanguage: es\nstart: menu\nnodes:\n${menu}${ways.flat().join("")}  person:\n    hand_over: {}\n`;
}

/** The time between frames, shortest first. */
async function framesDuring(page, act) {
  await page.evaluate(() => {
    window.frames = [];
    let last = window.performance.now();
    const next = (now) => {
      window.frames.push(now - last);
      last = now;
      window.counting = window.requestAnimationFrame(next);
    };
    window.counting = window.requestAnimationFrame(next);
  });
  await act();
  const frames = await page.evaluate(() => {
    window.cancelAnimationFrame(window.counting);
    return window.frames.slice(1);
  });
  return frames.sort((one, other) => one - other);
}

/** With the space bar held, the hand takes the canvas wherever it is. */
async function drag(page) {
  const { x, y, width, height } = await page.locator(".react-flow__pane").boundingBox();
  const [middle, top, low] = [x + width / 2, y + 40, y + height - 200];
  await page.keyboard.down("Space");
  for (const [from, to] of [
    [low, top],
    [top, low],
  ]) {
    await page.mouse.move(middle, from);
    await page.mouse.down();
    await page.mouse.move(middle, to, { steps: 60 });
    await page.mouse.up();
  }
  await page.keyboard.up("Space");
}

/** Until nothing more comes into sight. */
async function zoomOut(page) {
  await page.locator(".react-flow__pane").hover();
  for (let turn = 0; turn < 60; turn += 1) await page.mouse.wheel(0, 60);
}

/** Out, in, and out again, about the middle. */
async function zoom(page) {
  const { x, y, width } = await page.locator(".react-flow__pane").boundingBox();
  await page.mouse.move(x + width / 2, y + 100);
  for (const [turns, by] of [
    [30, 60],
    [30, -60],
    [20, 60],
  ]) {
    for (let turn = 0; turn < turns; turn += 1) await page.mouse.wheel(0, by);
  }
}
