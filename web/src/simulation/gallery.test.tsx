import { cleanup } from "@testing-library/react";
import { afterEach, expect, it } from "vitest";
import { asMeta } from "../message/meta";
import { MessageView } from "../message/MessageView";
import { draw } from "../testing";
import { galleryOf } from "./gallery";

afterEach(cleanup);

it.each(galleryOf("34600", "http://localhost"))("$name is drawn, not just named", async ({ body }) => {
  const { container } = await draw(<MessageView message={asMeta(body)} side="left" />);
  expect(container.textContent).not.toContain("kind “");
  expect(container.querySelector("img, video, audio, p, strong, [class*=card]")).not.toBeNull();
});
