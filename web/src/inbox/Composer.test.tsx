import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it } from "vitest";
import type { ConversationDetail, Page, Template } from "../api/types";
import { templatesQuery } from "../api/templates";
import { draw } from "../testing";
import { Composer } from "./Composer";

const HOUR = 3_600_000;
const ready = {
  name: "order_ready",
  language: "en",
  category: "UTILITY",
  status: "approved",
  components: [{ type: "BODY", text: "Hi {{1}}, order {{2}} is ready." }],
} as unknown as Template;
const templates: Page<Template> = {
  items: [ready, { ...ready, name: "refused", status: "rejected" }],
  next_cursor: null,
};

function conversation(windowFor: number | null, blocked = false): ConversationDetail {
  const contact = { name: "Ana", fields: {}, blocked };
  const window_expires_at = windowFor === null ? null : Date.now() + windowFor;
  return { id: "c", contact, number: { id: "n" }, owner: "human", window_expires_at } as unknown as ConversationDetail;
}

async function drawComposer(subject: ConversationDetail, maySend = true) {
  await draw(<Composer conversation={subject} />, maySend ? ["send_messages"] : [], (queries) => {
    queries.setQueryData(templatesQuery("n").queryKey, templates);
  });
}

afterEach(cleanup);

const box = () => screen.queryByRole("textbox", { name: "Message to Ana" });

describe("the composer", () => {
  it("is a box while the window is open", async () => {
    await drawComposer(conversation(HOUR));
    expect(box()).not.toBeNull();
  });

  it.each([
    ["has closed", -HOUR, /More than 24 hours/],
    ["never opened", null, /have not written yet/],
  ])("is the template picker when the window %s", async (_name, windowFor, why) => {
    await drawComposer(conversation(windowFor));
    expect(box()).toBeNull();
    expect(screen.queryByText(why)).not.toBeNull();
    expect(screen.queryByText("order_ready")).not.toBeNull();
    expect(screen.queryByText("refused")).toBeNull();
  });

  it("shows what a template will say, and sends it only when every blank is filled", async () => {
    await drawComposer(conversation(-HOUR));
    fireEvent.click(screen.getByText("order_ready"));
    const send = screen.getByRole("button", { name: "Send the template" });
    expect(screen.queryByText("Hi Ana, order {{2}} is ready.")).not.toBeNull();
    expect(send.hasAttribute("disabled")).toBe(true);
    fireEvent.change(screen.getByRole("textbox", { name: "Text: 2" }), { target: { value: "A-1" } });
    expect(screen.queryByText("Hi Ana, order A-1 is ready.")).not.toBeNull();
    expect(send.hasAttribute("disabled")).toBe(false);
  });

  it("says why nothing can be written", async () => {
    await drawComposer(conversation(HOUR, true));
    expect(screen.queryByText(/is blocked/)).not.toBeNull();
    cleanup();
    await drawComposer(conversation(HOUR), false);
    expect(screen.queryByText(/not write in it/)).not.toBeNull();
    expect(box()).toBeNull();
  });
});
