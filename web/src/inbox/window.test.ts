import { expect, it } from "vitest";
import { windowState } from "./window";

const MINUTE = 60_000;
const now = 1_800_000_000_000;

it.each([
  [null, { open: false, everOpen: false }],
  [-1, { open: false, everOpen: true }],
  [0, { open: false, everOpen: true }],
  [15, { open: true, urgency: "last" }],
  [16, { open: true, urgency: "soon" }],
  [120, { open: true, urgency: "soon" }],
  [121, { open: true, urgency: "calm" }],
])("%s minutes before its end", (minutes, expected) => {
  expect(windowState(minutes === null ? null : now + minutes * MINUTE, now)).toMatchObject(expected);
});
