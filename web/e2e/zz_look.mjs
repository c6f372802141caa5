import { openBrowser, openPage, settled, seriousFaults } from "./browser.mjs";
const info = JSON.parse((await import("node:fs")).readFileSync("/tmp/builder_demo.json", "utf8").split("\n")[0]); const demo = { ...info, url: "http://127.0.0.1:18556", stop: async () => {} };
const browser = await openBrowser(demo.url);
const { page, faults } = await openPage(browser.context);
const shot = (name) => page.screenshot({ path: `/tmp/shots/${name}.png` });
try {
  await page.goto(demo.url);
  await page.locator("[name=email]").fill(demo.email);
  await page.locator("[name=password]").fill(demo.password);
  await page.locator("[type=submit]").click();
  await page.waitForTimeout(1500);
  await page.goto(demo.url + "/flows");
  await settled(page);
  await shot("flows");
  await page.locator("article a").first().click();
  await page.locator(".react-flow__node").first().waitFor();
  await page.waitForTimeout(700);
  await shot("canvas");
  console.log(await seriousFaults(page));
  await page.locator(".react-flow__node").nth(1).click();
  await page.waitForTimeout(400);
  await shot("node");
  console.log(await seriousFaults(page));
  for (const panel of ["phone", "problems", "versions", "variables"]) {
    await page.locator("nav button[aria-pressed]").nth(["settings","phone", "problems", "versions", "variables"].indexOf(panel)).click();
    await page.waitForTimeout(900);
    if (panel === "phone") {
      await page.getByPlaceholder(/cliente|customer/).fill("hola");
      await page.keyboard.press("Enter");
      await page.waitForTimeout(1200);
    }
    await shot("panel-" + panel);
    console.log(panel, await seriousFaults(page));
  }
  await page.getByText("Traducciones").click();
  await page.waitForTimeout(500);
  await shot("translations");
  console.log(await seriousFaults(page));
  await page.getByText("Lienzo", { exact: true }).click();
  await page.emulateMedia({ colorScheme: "dark" });
  await page.locator("nav button[aria-pressed]").nth(1).click();
  await page.waitForTimeout(900);
  await shot("dark");
  console.log("dark", await seriousFaults(page));
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(900);
  await shot("narrow");
  console.log("narrow", await seriousFaults(page));
} catch (error) { console.log(error); await shot("error"); }
console.log(faults);
await browser.close(); await demo.stop();
