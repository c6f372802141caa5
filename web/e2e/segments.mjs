// A segment from nothing to a snapshot: conditions by hand, people counted while one builds, words that say it.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled, WIDTHS } from "./browser.mjs";

const NAME = "Compradores fieles";

export async function segments(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const post = async (path, data) => {
    const { csrf_token } = await (await page.request.get("/api/v1/session")).json();
    return page.request.post(`/api/v1${path}`, { headers: { "X-CSRF-Token": csrf_token }, data });
  };
  const status = page.getByRole("complementary", { name: t("segments.whoIsIn") }).getByRole("status");
  const row = (kind) => page.getByRole("group", { name: t(`segments.kind.${kind}`), exact: true });

  await test("people buy", async () => {
    await page.goto(`${demo.url}/segments`);
    await settled(page);
    for (const [id, phone] of [
      ["s1", "+5215550001111"],
      ["s2", "+5215550001111"],
      ["s3", "+5215550002222"],
    ]) {
      const event = { id, phone, name: "order_paid", value: 150000, currency: "MXN", properties: { channel: "web" } };
      assert.equal((await post("/events", event)).status(), 201);
    }
  });

  await test("a condition that is not filled in is marked, and counts nobody", async () => {
    await page
      .getByRole("link", { name: t("segments.new") })
      .first()
      .click();
    await page.getByLabel(t("segments.name")).fill(NAME);
    await page.getByRole("button", { name: t("segments.addCondition") }).click();
    await status.getByText(t("segments.unfinished")).waitFor();
    await page.getByText(t("segments.fillIn")).waitFor();
    assert.ok(await page.getByRole("button", { name: t("action.save") }).isDisabled());
  });

  await test("the count follows the conditions, and so do the words", async () => {
    await row("attribute").getByLabel(t("segments.kindOf")).selectOption("did");
    await row("did").getByLabel(t("segments.eventName")).fill("order_paid");
    await status.getByText("2", { exact: true }).waitFor();
    await row("did").getByLabel(t("segments.timesCount"), { exact: true }).fill("2");
    await status.getByText("1", { exact: true }).waitFor();
    await page.getByText("hicieron «order_paid» al menos 2 veces").waitFor();
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("a group within the group widens it", async () => {
    await page
      .getByRole("button", { name: t("segments.addGroup") })
      .first()
      .click();
    const group = page.getByRole("region", { name: t("segments.group.any") });
    await group.getByLabel(t("segments.kindOf")).selectOption("blocked");
    await status.getByText("1", { exact: true }).waitFor();
    await picture(page, "segments-builder");
    await page.setViewportSize(WIDTHS.narrow);
    await picture(page, "segments-builder-narrow");
    await page.setViewportSize(WIDTHS.wide);
    await page.emulateMedia({ colorScheme: "dark" });
    await picture(page, "segments-builder-dark");
    await page.emulateMedia({ colorScheme: "light" });
  });

  await test("it is saved, frozen, and then not deleted by mistake", async () => {
    await page.getByRole("button", { name: t("action.save") }).click();
    await page.getByRole("heading", { level: 1, name: NAME }).waitFor();
    await page.getByRole("button", { name: t("segments.more") }).click();
    await page.getByRole("menuitem", { name: t("segments.takeSnapshot") }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel(t("segments.name")).fill("Fieles en marzo");
    await dialog.getByRole("button", { name: t("segments.takeSnapshot") }).click();
    await page.getByRole("heading", { level: 1, name: "Fieles en marzo" }).waitFor();
    await status.getByText("1", { exact: true }).waitFor();
    await picture(page, "segments-snapshot");
  });

  await test("the list shows both, counts again, and finds by name", async () => {
    await page.goto(`${demo.url}/segments`);
    await settled(page);
    await page.getByRole("button", { name: t("segments.countAgain", { name: NAME }) }).click();
    const item = page.getByRole("article").filter({ has: page.getByRole("heading", { name: NAME }) });
    await item.getByText("1", { exact: true }).waitFor();
    await picture(page, "segments-list");
    await page.getByLabel(t("segments.search")).fill("marzo");
    await item.waitFor({ state: "detached" });
    assert.deepEqual(await seriousFaults(page), []);
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}
