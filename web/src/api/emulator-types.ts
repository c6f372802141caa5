import type { MessageStatus } from "./types";

// The simulated customers' phones. The emulator is no part of the API, so these are written by hand.

export interface Customer {
  id: string;
  name: string;
  /** Digits only, with the country code. */
  phone: string;
  /** Whether the business can see the phone number. */
  shows_phone: boolean;
  user_id: string;
  username: string | null;
  profile: string;
  online: boolean;
  unread: number;
  last: { text: string; at: number; direction: "to_customer" | "from_customer" } | null;
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
  /** How far it has come; a customer's own message is `read` once the business has marked it so. */
  status: MessageStatus;
  context: { id: string } | null;
}
