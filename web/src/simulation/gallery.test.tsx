import { cleanup } from "@testing-library/react";
import { existsSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { asMeta } from "../message/meta";
import { MessageView } from "../message/MessageView";
import { draw } from "../testing";
import { galleryOf } from "./gallery";

afterEach(cleanup);

it("names files of the app that are there", () => {
  const named = JSON.stringify(galleryOf("34600", "http://localhost")).matchAll(/"http:\/\/localhost(\/[^"]+)"/g);
  const files = new Set([...named].map(([, file]) => file));
  expect(files.size).toBeGreaterThan(3);
  for (const file of files) expect(existsSync(`public${file}`), file).toBe(true);
});

it.each(galleryOf("34600", "http://localhost"))("$name is drawn, not just named", async ({ body }) => {
  const { container } = await draw(<MessageView message={asMeta(body)} side="left" />);
  expect(container.textContent).not.toContain("kind “");
  expect(container.querySelector("img, video, audio, p, strong, [class*=card]")).not.toBeNull();
});
