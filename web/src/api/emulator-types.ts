import type { Product } from "../message/commerce";
import type { MessageStatus } from "./types";

// The simulated customers' phones. The emulator is no part of the API, so these are written by hand.

export const PROFILES = ["still", "chatty", "tapper", "impatient", "silent", "opts_out", "never_reads"] as const;
export type Profile = (typeof PROFILES)[number];

export interface Customer {
  id: string;
  name: string;
  /** Digits only, with the country code. */
  phone: string;
  /** Whether the business can see the phone number. */
  shows_phone: boolean;
  user_id: string;
  username: string | null;
  country: string;
  profile: Profile;
  online: boolean;
  /** Whether somebody plays this customer, who then does nothing by themselves. */
  held: boolean;
  /** Whether they have blocked the business. */
  has_blocked: boolean;
  wants_marketing: boolean;
  unread: number;
  last: { text: string; at: number; direction: "to_customer" | "from_customer" } | null;
}

export interface NewCustomer {
  name: string;
  phone?: string;
  profile?: Profile;
}

/** What is left out stays as it is. */
export interface CustomerChange {
  online?: boolean;
  held?: boolean;
  profile?: Profile;
  has_blocked?: boolean;
  wants_marketing?: boolean;
  /** An empty one is made up. */
  phone?: string;
  /** `null` gives it up. */
  username?: string | null;
}

export interface SentFile {
  mime_type: string;
  /** In base64. */
  data: string;
}

export interface Catalog {
  id: string;
  products: Product[];
}

export interface ShownTemplate {
  header?: {
    type: string;
    text?: string;
    image?: { link?: string };
    video?: { link?: string };
    document?: { link?: string };
  };
  body: string;
  footer?: string;
  buttons?: { type: string; text?: string; url?: string; payload?: string }[];
}

export interface PhoneMessage {
  id: string;
  direction: "to_customer" | "from_customer";
  at: number;
  /** In Meta's shape. */
  message: unknown;
  /** A template as it reads once filled in. */
  shown?: ShownTemplate;
  /** Why it failed. */
  error?: { code: number; title: string; details: string };
  /** How far it has come; a customer's own message is `read` once the business has marked it so. */
  status: MessageStatus;
  context: { id: string } | null;
  /** The group it was written in, and what that is called. */
  group_id?: string;
  group_subject?: string;
  /** Which other participant of the group wrote it. */
  author?: { id: string; name: string };
  /** Until when it stands at the top of its group. */
  pinned_until?: number;
  /** What has become of it since it was written. */
  altered?: "edited" | "taken_back";
  /** How far the order has come that it asks to be paid. */
  order?: { status: string; payment: string | null };
}
