// A list of people from the file to the inbox and back: recognised, corrected, tried, taken in while one looks, undone.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { openPage, picture, seriousFaults, settled, WIDTHS } from "./browser.mjs";

const ROWS = 6_000;
const BROKEN = ROWS / 100;

function list() {
  const lines = ["Nombre;Teléfono;Ciudad;Puntos;Acepta promociones"];
  for (let row = 0; row < ROWS; row += 1) {
    const phone = row % 100 === 7 ? "12" : `+55 11 9${String(60_000_000 + row)}`;
    lines.push(`Cliente ${row};${phone};Lima;${row % 50};${row % 2 ? "sí" : "no"}`);
  }
  return Buffer.from(lines.join("\r\n"), "latin1");
}

const number = new Intl.NumberFormat("es-MX");

export async function imports(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  await mapping(test, page, demo, t);
  await takingIn(test, page, t);
  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}

/** The figure under a word, among the counts of a report or a result. */
function figure(page, word) {
  return page.locator("dl > div").filter({ hasText: word }).locator("dd");
}

async function mapping(test, page, demo, t) {
  await test("a file is recognised, in whatever encoding it is", async () => {
    await page.goto(`${demo.url}/imports`);
    await settled(page);
    const file = { name: "clientes.csv", mimeType: "text/csv", buffer: list() };
    await page.locator("input[type=file]").setInputFiles(file);
    await page.getByRole("heading", { name: t("imports.preview") }).waitFor();
    await settled(page);
    await page.getByText("windows-1252", { exact: false }).waitFor();
    await page.getByRole("cell", { name: "+5511960000000" }).waitFor();
    await picture(page, "import-mapping");
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("a column is corrected, and the preview follows", async () => {
    const box = page.getByRole("textbox", { name: t("imports.nameOf", { title: "Ciudad" }) });
    await box.fill("city");
    await page.getByRole("columnheader", { name: "city" }).waitFor();
  });

  await test("the mapping reads in the dark and on a phone", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await picture(page, "import-mapping-dark");
    assert.deepEqual(await seriousFaults(page), []);
    await page.setViewportSize(WIDTHS.narrow);
    await picture(page, "import-mapping-narrow");
    assert.deepEqual(await seriousFaults(page), []);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
    await page.emulateMedia({ colorScheme: "light" });
    await page.setViewportSize(WIDTHS.wide);
  });

  await test("a trial writes nothing and says what would be left out", async () => {
    await page.getByRole("button", { name: t("imports.check") }).click();
    await page.getByRole("heading", { name: t("imports.report") }).waitFor();
    assert.equal(await figure(page, t("imports.count.failed")).innerText(), number.format(BROKEN));
    await page
      .getByText(t("imports.reason.phone_invalid", { value: "12" }))
      .first()
      .waitFor();
    await picture(page, "import-report");
    assert.deepEqual(await seriousFaults(page), []);
  });
}

async function takingIn(test, page, t) {
  await test("rows go in while one looks", async () => {
    await page.getByRole("button", { name: t("imports.start", { rows: number.format(ROWS) }) }).click();
    const bar = page.getByRole("progressbar").first();
    await bar.waitFor();
    await picture(page, "import-progress");
    await page.getByText(t("imports.state.finished")).waitFor({ timeout: 120_000 });
    assert.equal(await figure(page, t("imports.count.created")).innerText(), number.format(ROWS - BROKEN));
    assert.equal(await figure(page, t("imports.count.failed")).innerText(), number.format(BROKEN));
    await picture(page, "import-result");
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("the rows in error are a file, each with its reason", async () => {
    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: t("imports.errors", { rows: number.format(BROKEN) }) }).click();
    const text = await readFile(await (await download).path(), "utf8");
    const lines = text.trim().split("\n");
    assert.equal(lines.length, BROKEN + 1);
    assert.match(lines[1], /^9,"?Teléfono: «12» no es un número de teléfono/);
  });

  await test("it is undone", async () => {
    await page.getByRole("button", { name: t("imports.undo") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: t("imports.undo") }).click();
    await page.getByText(t("imports.state.undone")).waitFor({ timeout: 120_000 });
    const left = await page.request.get("/api/v1/contacts?q=55119600");
    assert.equal((await left.json()).items.length, 0);
    await page.getByRole("link", { name: t("imports.all") }).click();
    await page.getByRole("article").filter({ hasText: "clientes.csv" }).waitFor();
    await picture(page, "imports");
    assert.deepEqual(await seriousFaults(page), []);
  });
}
