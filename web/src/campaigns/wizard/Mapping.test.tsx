import { cleanup, fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { attributesQuery } from "../../api/contacts";
import type { Template } from "../../api/types";
import { draw } from "../../testing";
import type { Parameters } from "../model/plan";
import { Mapping } from "./Mapping";

afterEach(cleanup);

const template = {
  name: "order_ready",
  language: "en",
  components: [{ type: "BODY", text: "Hi {{1}}, order {{2}} is ready." }],
} as unknown as Template;

async function drawMapping(parameters: Parameters) {
  const changed: Parameters[] = [];
  const mapping = <Mapping template={template} parameters={parameters} onChange={(next) => changed.push(next)} />;
  await draw(mapping, [], (queries) => {
    const city = { name: "city", title: "City" };
    queries.setQueryData(attributesQuery.queryKey, { items: [city], next_cursor: null } as never);
  });
  return () => changed.at(-1);
}

it("fills a variable with an attribute, and says what stands in its place", async () => {
  const parameters = await drawMapping({ "body.1": { attribute: "first_name" } });
  fireEvent.change(screen.getByLabelText("Attribute for “Text: 2”"), { target: { value: "fields.city" } });
  expect(parameters()).toEqual({ "body.1": { attribute: "first_name" }, "body.2": { attribute: "fields.city" } });
  fireEvent.change(screen.getByLabelText("If “Text: 1” is missing"), { target: { value: "friend" } });
  expect(parameters()).toEqual({ "body.1": { attribute: "first_name", default: "friend" } });
});

it("asks a fixed text for no default", async () => {
  const parameters = await drawMapping({ "body.1": { text: "Ana" } });
  expect(screen.queryByLabelText("If “Text: 1” is missing")).toBeNull();
  fireEvent.change(screen.getByLabelText("Where “Text: 1” comes from"), { target: { value: "expression" } });
  expect(parameters()).toEqual({ "body.1": { expression: "" } });
});

it("keeps an attribute that nobody has defined", async () => {
  await drawMapping({ "body.1": { attribute: "fields.old" } });
  expect(screen.getByLabelText<HTMLSelectElement>("Attribute for “Text: 1”").value).toBe("fields.old");
});
