// The shapes of the API under the names the UI uses.

export type Permission =
  | "read_overview"
  | "read_conversations"
  | "send_messages"
  | "manage_conversations"
  | "read_contacts"
  | "manage_contacts"
  | "read_flows"
  | "manage_flows"
  | "read_journal"
  | "replay_journal"
  | "read_numbers"
  | "manage_numbers"
  | "manage_tokens"
  | "manage_users"
  | "use_emulator";
export type Role = "owner" | "administrator" | "agent" | "bot_builder" | "analyst";

export interface Session {
  user: { id: string; email: string; name: string; role: Role; language: string | null; must_change_password: boolean };
  permissions: Permission[];
  csrf_token: string;
  workspace: { id: string; name: string };
  emulator: boolean;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

export type ConversationStatus = "open" | "pending" | "snoozed" | "resolved";
export type Owner = "bot" | "human" | "nobody";
export interface Identifier {
  kind: string;
  value: string;
}
export interface ContactSummary {
  id: string;
  name: string;
  phone: string | null;
  username: string | null;
  language: string | null;
  labels: string[];
}
export interface Contact {
  id: string;
  name: string;
  language: string | null;
  identifiers: Identifier[];
  fields: Record<string, unknown>;
  labels: string[];
  blocked: boolean;
  consents: unknown;
  created_at: number;
  updated_at: number;
}
export interface NumberSummary {
  id: string;
  display_phone_number: string;
  verified_name: string;
  simulated: boolean;
}
export interface Conversation {
  id: string;
  contact: ContactSummary;
  number: NumberSummary;
  status: ConversationStatus;
  owner: Owner;
  assignee: { id: string; name: string } | null;
  unread: number;
  window_expires_at: number | null;
  last_message_preview: string;
  last_message_at: number | null;
  last_direction: "inbound" | "outbound" | null;
  snoozed_until: number | null;
  episode_started_at: number;
}
export interface FlowState {
  flow_id: string;
  flow_name: string;
  node: string;
  variables: Record<string, unknown>;
  waiting: unknown;
}
export type ConversationDetail = Omit<Conversation, "contact"> & { contact: Contact; session: FlowState | null };
export interface ConversationCounts {
  mine: number;
  unassigned: number;
  all: number;
}
export interface ConversationPage extends Page<Conversation> {
  counts: ConversationCounts;
}

export type MessageStatus =
  "received" | "queued" | "sending" | "uncertain" | "accepted" | "sent" | "delivered" | "read" | "played" | "failed";
export interface Failure {
  code: number | null;
  reason: string;
  detail: string;
}
export interface Message {
  id: string;
  direction: "inbound" | "outbound";
  author: { kind: "contact" | "bot" | "agent" | "api" | "phone"; name?: string | null };
  wamid: string | null;
  kind: string;
  content: Record<string, unknown>;
  preview: string;
  status: MessageStatus;
  failure: Failure | null;
  context_wamid: string | null;
  at: number;
  media: { url: string } | null;
  reactions: Reaction[];
  needs_decision: boolean;
}
export interface Reaction {
  emoji: string;
  author: string;
}
export interface Activity {
  id: string;
  actor: { id: string; name: string } | null;
  kind: string;
  detail: Record<string, unknown>;
  at: number;
}
export type ThreadItem = { type: "message"; message: Message } | { type: "activity"; activity: Activity };

export interface FlowProblem {
  severity: "error" | "warning";
  code: string;
  message: string;
  remedy: string;
  node: string | null;
  line: number;
  column: number;
}
export interface FlowSummary {
  id: string;
  name: string;
  enabled: boolean;
  published_version: number | null;
  draft_changed: boolean;
  updated_at: number;
  problems: { errors: number; warnings: number };
  sessions_active: number;
}
export interface FlowDetail extends Omit<FlowSummary, "problems"> {
  document: string;
  published_document: string | null;
  problems: FlowProblem[];
}
export interface FlowVersion {
  version: number;
  published_at: number;
  published_by?: string | null;
  document?: string;
}

export type JournalState = "pending" | "processed" | "parked";
export interface JournalEntry {
  id: string;
  received_at: number;
  processed_at: number | null;
  state: JournalState;
  reason: string | null;
  summary: string;
  deliveries: number;
  size: number;
}
export interface JournalBody extends JournalEntry {
  body: string;
}

export interface WhatsAppNumber {
  id: string;
  phone_number_id: string;
  waba_id: string;
  display_phone_number: string;
  verified_name: string;
  messages_per_second: number;
  health: "connected" | "restricted" | "blocked";
  simulated: boolean;
  last_webhook_at: number | null;
}
export interface MinuteCount {
  at: number;
  received: number;
  sent: number;
  failed: number;
}
export interface Overview {
  received: number;
  processed: number;
  parked: number;
  pending: number;
  messages_received: number;
  sent: number;
  failed: number;
  uncertain: number;
  queued: number;
  lag_ms: number;
  conversations: {
    open: number;
    pending: number;
    snoozed: number;
    unassigned: number;
    bot: number;
    human: number;
    nobody: number;
  };
  per_minute: MinuteCount[];
  numbers: WhatsAppNumber[];
}

export interface User {
  id: string;
  name: string;
  email: string;
  role: Role;
}
export interface ApiToken {
  id: string;
  name: string;
  prefix: string;
  permissions: Permission[];
  created_at: number;
  last_used_at: number | null;
  token?: string;
}
export interface Template {
  name: string;
  language: string;
  category: string;
  status: string;
  components: TemplateComponent[];
}
export interface TemplateButton {
  type: string;
  text?: string;
  url?: string;
  phone_number?: string;
  example?: unknown;
}
export interface TemplateComponent {
  type: string;
  format?: string;
  text?: string;
  buttons?: TemplateButton[];
  example?: unknown;
}

// The simulated customers' phones: the emulator is no part of the API, so these are written by hand.

export interface Customer {
  id: string;
  name: string;
  phone: string | null;
  user_id: string;
  username: string | null;
  profile: string;
  online: boolean;
  unread: number;
  last: { text: string; at: number; direction: "to_customer" | "from_customer" } | null;
}
export interface PhoneMessage {
  id: string;
  direction: "to_customer" | "from_customer";
  at: number;
  message: Record<string, unknown>;
  status?: "sent" | "delivered" | "read" | "failed" | null;
  context?: { id: string } | null;
  error?: unknown;
}
