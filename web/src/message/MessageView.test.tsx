import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, describe, expect, it, vi } from "vitest";
import { draw } from "../testing";
import { MessageView } from "./MessageView";
import type { MetaMessage } from "./meta";

afterEach(cleanup);

const menu: MetaMessage = {
  type: "interactive",
  interactive: {
    type: "button",
    body: { text: "How can we help?" },
    action: { buttons: [{ reply: { id: "status", title: "My order" } }, { reply: { id: "hours", title: "Hours" } }] },
  },
};

describe("a message", () => {
  it("can be tapped on the phone", async () => {
    const onReply = vi.fn();
    await draw(<MessageView message={menu} side="left" onReply={onReply} />);
    fireEvent.click(screen.getByRole("button", { name: "Hours" }));
    expect(onReply).toHaveBeenCalledWith({
      type: "interactive",
      interactive: { type: "button_reply", button_reply: { id: "hours", title: "Hours" } },
    });
  });

  it("is only drawn in the inbox, with the chosen option marked", async () => {
    await draw(<MessageView message={menu} side="right" chosen="status" />);
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByRole("img", { name: "Chosen" }).parentElement?.textContent).toBe("My order");
  });

  it.each([
    [{ type: "unsupported", unsupported: { type: "poll" } }, /kind “poll”/],
    [{ type: "something_new" }, /kind “something_new”/],
    [{ type: "location", location: { latitude: 1, longitude: 2, name: "Zócalo" } }, /Zócalo/],
    [{ type: "button", button: { text: "Thanks", payload: "THANKS" } }, /Thanks/],
    [{ type: "document", document: { id: "1", filename: "invoice.pdf" } }, /invoice\.pdf/],
    [{ type: "template", template: { name: "order_ready" } }, /order_ready/],
  ] as [MetaMessage, RegExp][])("of any kind is shown: %j", async (message, expected) => {
    await draw(<MessageView message={message} side="left" />);
    expect(screen.queryByText(expected)).not.toBeNull();
  });

  it.each([
    ["queued", "Waiting to go out"],
    ["uncertain", "Not known whether it arrived"],
    ["read", "Read"],
    ["failed", "Failed"],
  ] as const)("%s says so in a word", async (status, word) => {
    await draw(<MessageView message={menu} side="right" at={0} status={status} />);
    expect(screen.queryByRole("img", { name: word })).not.toBeNull();
  });
});
