// Three hundred nodes on the canvas: how long frames take while it is dragged and zoomed.
import assert from "node:assert/strict";
import { openPage, picture } from "./browser.mjs";

const NODES = 300;
/** What still looks smooth on a machine without a graphics card that does other work beside it. */
const MOST_MS = 50;

export async function largeFlow(test, { context, demo }) {
  const { page, faults } = await openPage(context);

  await test(`${NODES} nodes are dragged and zoomed smoothly`, async () => {
    await page.goto(`${demo.url}/flows`);
    const id = await create(page);
    await page.goto(`${demo.url}/flows/${id}`);
    await page.locator(".react-flow__node").first().waitFor();
    for (const [name, act] of [
      ["drag, close", () => drag(page)],
      ["zoom", () => zoom(page)],
      ["drag, all in sight", () => drag(page)],
    ]) {
      const drawn = await page.locator(".react-flow__node").count();
      const frames = await framesDuring(page, act);
      const at = (share) => frames[Math.floor((frames.length - 1) * share)].toFixed(1);
      console.log(
        `      ${name}: ${drawn} nodes drawn, ${frames.length} frames, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, worst ${at(1)} ms`,
      );
      assert.ok(Number(at(0.95)) < MOST_MS, `${name}: ${at(0.95)} ms`);
    }
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

/** A menu of menus: every tenth node asks, the others say something on the way to the next. */
function document() {
  const node = (number) => {
    const next = Math.min(number + 1, NODES - 1);
    const other = Math.min(number + 7, NODES - 1);
    const buttons = `, buttons: [{id: a, title: Seguir, go_to: n${next}}, {id: b, title: Saltar, go_to: n${other}}]`;
    const ways =
      number % 10 === 0 ? `say: {text: "¿Seguimos en ${number}?"${buttons}}` : `say: {text: "Paso ${number}"}`;
    return `  n${number}:\n    ${ways}\n    next: n${next}\n`;
  };
  const all = Array.from({ length: NODES - 1 }, (_, number) => node(number)).join("");
  return `name: Trescientos\nlanguage: es\nstart: n0\nnodes:\n${all}  n${NODES - 1}:\n    hand_over: {}\n`;
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

async function drag(page) {
  const { x, y, width, height } = await page.locator(".react-flow__pane").boundingBox();
  for (const down of [1, -1]) {
    await page.mouse.move(x + width - 20, y + (down > 0 ? height - 20 : 20));
    await page.mouse.down();
    await page.mouse.move(x + width - 20, y + (down > 0 ? 20 : height - 20), { steps: 60 });
    await page.mouse.up();
  }
}

async function zoom(page) {
  const { x, y, width, height } = await page.locator(".react-flow__pane").boundingBox();
  await page.mouse.move(x + width / 2, y + height / 2);
  for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, 120);
  for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, -60);
  for (let turn = 0; turn < 20; turn += 1) await page.mouse.wheel(0, 120);
}
