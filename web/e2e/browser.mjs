// Debian's Chromium, driven by playwright-core: pages with axe in them, and pictures of what they show.
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const PICTURES = fileURLToPath(new URL("screenshots/", import.meta.url));
/** Far beyond what anything takes, for a machine that does other work beside it; what is there sooner is not waited for. */
export const PATIENCE_MS = 45_000;
/** A browser that speaks to nobody but the page. */
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const WIDTHS = { wide: { width: 1280, height: 800 }, narrow: { width: 390, height: 844 } };

export async function openBrowser(baseURL) {
  mkdirSync(PICTURES, { recursive: true });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: QUIET });
  const context = await browser.newContext({
    baseURL,
    viewport: WIDTHS.wide,
    locale: "es-MX",
    reducedMotion: "reduce",
  });
  await context.addInitScript(AXE);
  context.setDefaultTimeout(PATIENCE_MS);
  return { context, close: () => browser.close() };
}

/** A page that remembers what went wrong in it. */
export async function openPage(context) {
  const page = await context.newPage();
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    const ordinary = message.text().includes("401 (Unauthorized)");
    if (message.type() === "error" && !ordinary) {
      faults.push(`${page.url()}: ${message.text()} ${message.location().url}`);
    }
  });
  return { page, faults };
}

export async function picture(page, name) {
  await page.screenshot({ path: `${PICTURES}${name}.png` });
}

/** Wide and narrow, by day and by night. */
export async function looks(page, name) {
  await picture(page, name);
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, `${name}-dark`);
  await page.setViewportSize(WIDTHS.narrow);
  await picture(page, `${name}-narrow-dark`);
  await page.emulateMedia({ colorScheme: "light" });
  await picture(page, `${name}-narrow`);
  await page.setViewportSize(WIDTHS.wide);
}

/** Asks again until the answer is something, and gives that. */
export async function eventually(ask, what) {
  const end = Date.now() + PATIENCE_MS;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`${what}: not in ${PATIENCE_MS} ms`);
}

/** Until nothing on the page is still loading. */
export async function settled(page) {
  await page.waitForFunction(
    () =>
      document.querySelector("main, [role=main]") &&
      !document.querySelector(".mantine-Skeleton-root, .mantine-Loader-root"),
  );
  await page.evaluate(() => document.fonts.ready);
}

/** What axe finds on the page and a person would be stopped by. */
export async function seriousFaults(page) {
  const violations = await page.evaluate(async () => {
    const result = await window.axe.run(document, { resultTypes: ["violations"] });
    return result.violations.map(({ id, impact, nodes }) => ({
      id,
      impact,
      where: nodes.map((node) => node.target.join(" ")),
    }));
  });
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, impact, where }) => `${id} (${impact}): ${where.slice(0, 4).join(", ")}`);
}
