import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { asTest, begin, firstOf, groundOf, type Sample, type Step, taken, upcoming, withoutLast } from "./transcript";

const given = {
  at: "2026-03-10T11:00:00Z",
  contact: { name: "João", phone: "5511987654321", language: "pt-BR" },
  settings: { shop: "https://shop.example" },
  http: [{ url: "https://shop.example/*", body: { ok: true } }],
};
const steps: Step[] = [
  { says: "hola" },
  { bot: "¿Cuál?" },
  { taps: "Uno" },
  { bot: "Gracias" },
  { ends: "finished" },
  { waits: "1h" },
];
const sample: Sample = { name: "one", ground: groundOf(given), steps };
const played = (count: number) => ({ ...begin(sample.ground, sample), steps: steps.slice(0, count) });

describe("a sample", () => {
  it("is taken act by act, each with what is expected of it", () => {
    let transcript = played(0);
    const counts = [];
    while (upcoming(transcript).length > 0) {
      transcript = { ...transcript, steps: [...transcript.steps, ...firstOf(upcoming(transcript))] };
      counts.push(transcript.steps.length);
    }
    expect(counts).toEqual([2, 5, 6]);
  });

  it("is left by whoever goes on by hand, and comes back when that is taken back", () => {
    const byHand = { ...played(2), steps: [...steps.slice(0, 2), { says: "Uno" }] };
    expect([taken(byHand), upcoming(byHand).length]).toEqual([2, 0]);
    const before = { ...byHand, steps: withoutLast(byHand.steps) };
    expect([taken(before), upcoming(before).length]).toEqual([2, 4]);
  });

  it.each([
    [6, 5],
    [5, 2],
    [2, 0],
    [0, 0],
  ])("with %i lines taken goes back to %i", (from, to) => {
    expect(withoutLast(steps.slice(0, from)).length).toBe(to);
  });

  it("is written as the test it came from", () => {
    const written = parse(asTest(played(steps.length), "one")) as unknown;
    expect(written).toEqual({ given, tests: [{ name: "one", steps }] });
  });
});
