// What messages cost: dated rate cards, those that ship or the business's own.
import { queryOptions } from "@tanstack/react-query";
import type { Card } from "../rates/card";
import { client, unwrap } from "./client";
import type { RateCardList } from "./types";

export interface Rates {
  own: boolean;
  /** The day of the one that counts now. */
  inForce: string | null;
  cards: Card[];
}

const read = ({ own, in_force: inForce, cards }: RateCardList): Rates => ({
  own,
  inForce,
  cards: cards as unknown as Card[],
});

export const ratesQuery = queryOptions({
  queryKey: ["rate-cards"] as const,
  queryFn: async (): Promise<Rates> => read(await unwrap(client.GET("/api/v1/rate-cards"))),
});

export type AddedRates =
  | { card: Card }
  | {
      csv: string;
      effective_from: string;
      currency: string;
      source: string;
      utility_in_window_is_free: boolean;
    };

export async function addRates(body: AddedRates): Promise<Rates> {
  return read(await unwrap(client.POST("/api/v1/rate-cards", { body: body as never })));
}

export async function forgetRates(): Promise<Rates> {
  return read(await unwrap(client.DELETE("/api/v1/rate-cards")));
}
