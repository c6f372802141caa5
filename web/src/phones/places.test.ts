import { expect, it } from "vitest";
import { coordinates } from "./places";

it.each([
  ["19.4, -99.1", { latitude: 19.4, longitude: -99.1 }],
  ["  -34.6037 -58.3816 ", { latitude: -34.6037, longitude: -58.3816 }],
  ["1;2", { latitude: 1, longitude: 2 }],
  ["91, 0", undefined],
  ["0, 181", undefined],
  ["1", undefined],
  ["1, 2, 3", undefined],
  ["north, south", undefined],
  ["", undefined],
])("reads %j", (text, expected) => {
  expect(coordinates(text)).toEqual(expected);
});
