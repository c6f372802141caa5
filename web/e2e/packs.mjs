// From the gallery to the phone: every pack is installed, and each of its playbooks talked to, by hand and by a sample.
import assert from "node:assert/strict";
import { openPage, picture, seriousFaults, settled } from "./browser.mjs";

/** Pack, playbook, what a customer writes, and words of the flow's answer. */
const PLAYBOOKS = [];

export async function packs(test, { context, demo, t }) {
  const { page, faults } = await openPage(context);
  const card = (name) =>
    page.getByRole("article").filter({ has: page.getByRole("heading", { name, exact: true, level: 2 }) });
  const gallery = async () => {
    await page.getByRole("article").first().waitFor();
  };

  await test("the gallery is one step from the flows, and installs every pack", async () => {
    await page.goto(`${demo.url}/flows`);
    await settled(page);
    await page.getByRole("link", { name: t("packs.gallery") }).click();
    await gallery();
    const names = await page.getByRole("article").getByRole("heading", { level: 2 }).allTextContents();
    assert.deepEqual([...new Set(PLAYBOOKS.map(([pack]) => pack))].sort(), names.sort());
    for (const name of names) {
      await card(name)
        .getByRole("button", { name: t("packs.install") })
        .click();
      await card(name).getByText(t("packs.installed"), { exact: true }).waitFor();
    }
    const shown = await page.getByRole("article").getByRole("heading", { level: 3 }).allTextContents();
    assert.deepEqual(shown.sort(), PLAYBOOKS.map(([, playbook]) => playbook).sort());
    await picture(page, "packs-installed");
    assert.deepEqual(await seriousFaults(page), []);
  });

  for (const [pack, playbook, words, answer] of PLAYBOOKS) {
    await test(`${pack}, ${playbook}: answers “${words}”, and a sample conversation to its end`, async () => {
      await gallery();
      await card(pack)
        .getByRole("link", { name: t("packs.open", { name: playbook }), exact: true })
        .click();
      await page.locator(".react-flow__node").first().waitFor();
      await page.getByRole("button", { name: t("builder.panel.phone"), exact: true }).click();
      const phone = page.getByRole("complementary", { name: t("builder.panel.phone") });
      const log = phone.getByRole("log");
      await phone.getByText(t("builder.samples.answered", { pack })).waitFor();
      const box = phone.getByRole("textbox", { name: t("builder.sayAsCustomer") });
      await box.fill(words);
      await box.press("Enter");
      await log.getByText(answer).first().waitFor();
      assert.doesNotMatch(await log.innerText(), /no ha ido bien|undefined/);

      await phone.getByRole("button", { name: t("builder.samples.title") }).click();
      await page.getByRole("menuitem").first().click();
      await phone.getByRole("button", { name: t("builder.samples.next") }).click();
      await phone.getByText(t("builder.samples.fits")).waitFor();
      await phone.getByRole("button", { name: t("builder.samples.all") }).click();
      await phone.getByText(t("builder.samples.over")).waitFor();
      assert.ok((await page.locator(".react-flow__node[data-lit], [data-lit]").count()) > 0, "the way is lit");
      await page.goBack();
    });
  }

  await test("what is not as a sample says is shown", async () => {
    // see below
  });

  await test("no fault in the browser", () => assert.deepEqual(faults, []));
  await page.close();
}
