import { describe, expect, it } from "vitest";
import type { ImportMapping } from "../api/types";
import { attributeName, chosen, keyOf, keys, withColumn, wordOf } from "./columns";

const mapping: ImportMapping = {
  columns: [{ to: "phone" }, { to: "attribute", name: "email", kind: "text" }],
  has_header: true,
  default_country: "AR",
  match_on: { by: "phone" },
  existing: "update",
  date_order: "day_first",
  decimal_mark: "comma",
  labels: [],
  consent: null,
  event_name: null,
};

describe("columns", () => {
  it("names attributes by their titles", () => {
    expect(["Fecha de nacimiento", "¿Cuántos?", "2024", "Nº"].map(attributeName)).toEqual([
      "fecha_de_nacimiento",
      "cuantos",
      "column_2024",
      "no",
    ]);
  });

  it("goes from choice to column and back", () => {
    for (const word of ["ignore", "phone", "consent_utility", "attribute", "event_at"] as const)
      expect(wordOf(chosen(word, { to: "ignore" }, "Ciudad"))).toBe(word);
    expect(chosen("attribute", { to: "attribute", name: "city", kind: "number" }, "Ciudad").name).toBe("city");
  });

  it("moves the key when its column goes", () => {
    const next = withColumn(mapping, 0, { to: "ignore" });
    expect(keys(next)).toEqual(["attribute:email"]);
    expect(keyOf(next)).toBe("attribute:email");
    expect(keyOf(withColumn(mapping, 1, { to: "ignore" }))).toBe("phone");
  });
});
