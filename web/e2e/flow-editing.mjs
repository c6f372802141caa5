// A flow read and changed as text: problems stand beside their line while one writes, and nothing broken is published.
import assert from "node:assert/strict";
import { openPage, picture, settled } from "./browser.mjs";

export async function flowEditing(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const publish = page.getByRole("button", { name: t("flows.publish"), exact: true });

  await test("a new flow opens with a document that has no problems", async () => {
    await page.goto(`${demo.url}/flows`);
    await settled(page);
    await page.getByRole("button", { name: t("flows.new") }).click();
    await page.getByRole("menuitem", { name: t("builder.fromExample") }).click();
    await page.getByText(t("builder.view.text"), { exact: true }).click();
    await page.locator(".cm-content").waitFor();
    await page.getByRole("button", { name: t("builder.problemCount_other", { count: 0 }) }).click();
    await page.getByText(t("flows.noProblems")).waitFor();
  });

  await test("a mistake is shown beside its line, and cannot be published", async () => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.type("wrong: true\n");
    await page.locator(".cm-lint-marker-error").first().waitFor();
    await page
      .getByRole("button", { name: new RegExp(t("flows.line", { line: 1 })) })
      .first()
      .waitFor();
    await picture(page, "flow-problem");
    assert.ok(await publish.isDisabled());
  });

  await test("mended and saved by key, it is published", async () => {
    await page.locator(".cm-content").click();
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("Control+Shift+k");
    await page.getByText(t("flows.noProblems")).waitFor();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("\n# by hand");
    await page.keyboard.press("Control+s");
    await page.getByRole("status").getByText(t("flows.savedDraft")).first().waitFor();
    await publish.click();
    await page.getByRole("button", { name: t("builder.publishNow") }).click();
    await page.getByText(t("flows.published", { version: 1 })).waitFor();
    await picture(page, "flow-published");
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}
