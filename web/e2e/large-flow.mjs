// Three hundred nodes on the canvas: what keeps it smooth, and how long frames take while it is dragged and zoomed.
// The times are told and not judged, since they are the machine's as much as ours.
import assert from "node:assert/strict";
import { eventually, openPage, picture } from "./browser.mjs";

const WAYS = 10;
const LONG = 30;
/** With the menu and the person at the end. */
const NODES = WAYS * LONG + 2;
/** Close by, a screen shows a part of them, and only those may be in the document. */
const MOST_CLOSE = NODES / 4;

export async function largeFlow(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);

  await test(`${NODES} nodes are dragged and zoomed smoothly`, async () => {
    await page.goto(`${demo.url}/flows`);
    const id = await create(page);
    await page.goto(`${demo.url}/flows/${id}`);
    await page.locator(".react-flow__node").first().waitFor();
    for (const [name, act] of [
      ["drag, close", drag],
      ["zoom", zoom],
      ["zoom out", zoomOut],
      ["drag, small", drag],
      ["show all", (screen) => fit(screen, t)],
      ["drag, all in sight", drag],
    ]) {
      const drawn = await drawnAtLeast(page, 6);
      const frames = await framesDuring(page, () => act(page));
      const at = (share) => frames[Math.floor((frames.length - 1) * share)].toFixed(1);
      if (name.endsWith("close")) assert.ok(drawn < MOST_CLOSE, `${name}: ${drawn} nodes drawn that nobody sees`);
      console.log(
        `      ${name}: ${drawn} nodes drawn, ${frames.length} frames, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, worst ${at(1)} ms`,
      );
    }
    await drawnAtLeast(page, NODES * 0.9);
    // Cards that nobody can read are drawn bare.
    await page.locator("[data-far]").waitFor({ state: "attached" });
    await picture(page, "builder-large");
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

/** They come one after another: how many there are, once enough are. */
function drawnAtLeast(page, least) {
  return eventually(async () => {
    const drawn = await page.locator(".react-flow__node").count();
    return drawn >= least && drawn;
  }, `${least} nodes are in sight`);
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

/** By an empty place of the canvas, far and back again. */
async function drag(page) {
  const { x, y } = await emptyPlace(page);
  const { y: top } = await page.locator(".react-flow__pane").boundingBox();
  const before = await view(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, top + 40, { steps: 60 });
  assert.notEqual((await view(page)).y, before.y, "the canvas moved");
  await page.mouse.move(x, y, { steps: 60 });
  await page.mouse.up();
}

/** Out and in again. */
async function zoom(page) {
  const { x, y } = await emptyPlace(page);
  const before = await view(page);
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, 30);
  assert.ok((await view(page)).scale < before.scale, "it became smaller");
  for (let turn = 0; turn < 30; turn += 1) await page.mouse.wheel(0, -30);
}

/** Everything on the screen, as the button does it. */
async function fit(page, t) {
  await page.getByRole("button", { name: t("builder.fit") }).click();
}

async function zoomOut(page) {
  const { x, y } = await emptyPlace(page);
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 15; turn += 1) await page.mouse.wheel(0, 30);
}

/** Where a hand takes the canvas and no node, in its lower half. */
function emptyPlace(page) {
  return page.evaluate(() => {
    const box = document.querySelector(".react-flow__pane").getBoundingClientRect();
    for (let y = box.bottom - 60; y > box.top + box.height / 2; y -= 6)
      for (let x = box.left + box.width / 2; x < box.right - 60; x += 6)
        if (document.elementFromPoint(x, y)?.classList.contains("react-flow__pane")) return { x, y };
    throw new Error("no empty place");
  });
}

/** How the canvas is turned to the eye. */
function view(page) {
  return page.evaluate(() => {
    const { a, f } = new window.DOMMatrix(
      window.getComputedStyle(document.querySelector(".react-flow__viewport")).transform,
    );
    return { scale: a, y: f };
  });
}
