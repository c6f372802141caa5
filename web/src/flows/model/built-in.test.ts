import { expect, it } from "vitest";
import { BUILT_IN_ENTITIES } from "./built-in";
import { ROOT } from "./schema";

it("knows every built-in entity of the published schema", () => {
  expect(ROOT.$defs.entity?.anyOf?.[0]?.enum).toEqual(BUILT_IN_ENTITIES);
});
