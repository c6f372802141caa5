-- Time is epoch milliseconds, ids are UUIDv7 as text, JSON is JSONB. Every key of tenant data starts with workspace_id.
-- Keys are compared byte by byte, as SQLite does and as no language does: an order that pages can rely on, and a quick one.

CREATE TABLE workspaces (
    id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    settings JSONB NOT NULL,
    created_at BIGINT NOT NULL
);

CREATE TABLE numbers (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    phone_number_id TEXT COLLATE "C" NOT NULL,
    waba_id TEXT COLLATE "C" NOT NULL,
    display_phone_number TEXT NOT NULL,
    verified_name TEXT NOT NULL,
    messages_per_second BIGINT NOT NULL,
    health TEXT NOT NULL CHECK (health IN ('connected', 'restricted', 'blocked')),
    simulated BOOLEAN NOT NULL,
    sealed_access_token BYTEA NOT NULL,
    last_webhook_at BIGINT,
    -- Statuses come late by as much as this lies in the future when one is recorded.
    statuses_late_until BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX numbers_by_phone_number_id ON numbers (phone_number_id);

-- Webhook bodies as they came. `sequence` is the order of arrival; `happened_at`, by Meta's clock, comes before it in the
-- order of processing. `told_at` is what the body itself says of that, 0 when nothing: it keeps the key of the digest
-- growing at its end.
CREATE TABLE journal (
    sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id TEXT COLLATE "C" NOT NULL,
    told_at BIGINT NOT NULL,
    digest BYTEA NOT NULL,
    body BYTEA NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('pending', 'processed', 'parked')),
    reason TEXT,
    summary TEXT NOT NULL,
    deliveries BIGINT NOT NULL,
    happened_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    processed_at BIGINT
);
CREATE UNIQUE INDEX journal_by_digest ON journal (workspace_id, told_at, digest);
CREATE INDEX journal_pending ON journal (workspace_id, happened_at, sequence) WHERE state = 'pending';
CREATE INDEX journal_parked ON journal (workspace_id, sequence) WHERE state = 'parked';

CREATE TABLE contacts (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    language TEXT,
    fields JSONB NOT NULL,
    labels JSONB NOT NULL,
    consents JSONB NOT NULL,
    blocked BOOLEAN NOT NULL,
    merged_into TEXT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE INDEX contacts_by_name ON contacts (workspace_id, lower(name), id);

CREATE TABLE identifiers (
    workspace_id TEXT COLLATE "C" NOT NULL,
    kind TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace_id, value, kind)
);
CREATE INDEX identifiers_by_contact ON identifiers (workspace_id, contact_id);

-- What a merge did, so that it can be undone.
CREATE TABLE contact_merges (
    workspace_id TEXT COLLATE "C" NOT NULL,
    kept_contact_id TEXT COLLATE "C" NOT NULL,
    gone_contact_id TEXT COLLATE "C" NOT NULL,
    gone_identifiers JSONB NOT NULL,
    gone_conversations JSONB NOT NULL,
    merged_at BIGINT NOT NULL,
    undone_at BIGINT,
    PRIMARY KEY (workspace_id, gone_contact_id, merged_at)
);

CREATE TABLE consent_records (
    workspace_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    category TEXT NOT NULL,
    source TEXT NOT NULL,
    record JSONB NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, contact_id, recorded_at, category, source)
);

CREATE TABLE conversations (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    number_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL CHECK (status IN ('open', 'pending', 'snoozed', 'resolved')),
    owner TEXT NOT NULL CHECK (owner IN ('bot', 'human', 'nobody')),
    assignee_id TEXT COLLATE "C",
    snoozed_until BIGINT,
    window_expires_at BIGINT,
    last_inbound_at BIGINT,
    last_message_at BIGINT,
    last_message_preview TEXT NOT NULL,
    unread BIGINT NOT NULL,
    episode_started_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX conversations_by_contact ON conversations (workspace_id, contact_id, number_id);
CREATE INDEX conversations_by_recency ON conversations (workspace_id, COALESCE(last_message_at, created_at), id);
CREATE INDEX conversations_snoozed ON conversations (workspace_id, snoozed_until) WHERE status = 'snoozed';

CREATE TABLE messages (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    number_id TEXT COLLATE "C" NOT NULL,
    conversation_id TEXT COLLATE "C" NOT NULL,
    direction TEXT COLLATE "C" NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    author_kind TEXT NOT NULL,
    author_id TEXT COLLATE "C",
    wamid TEXT COLLATE "C",
    kind TEXT COLLATE "C" NOT NULL,
    content JSONB NOT NULL,
    preview TEXT NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    failure JSONB,
    context_wamid TEXT COLLATE "C",
    at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
-- The permanent key that makes a repeated webhook harmless.
CREATE UNIQUE INDEX messages_by_wamid ON messages (workspace_id, wamid);
CREATE INDEX messages_reactions ON messages (workspace_id, conversation_id, id) WHERE kind = 'reaction';
CREATE INDEX messages_of_conversation ON messages (workspace_id, conversation_id, id);

-- Every status as Meta sent it, once per (message, status).
CREATE TABLE statuses (
    workspace_id TEXT COLLATE "C" NOT NULL,
    wamid TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    message_id TEXT COLLATE "C",
    at BIGINT NOT NULL,
    raw JSONB NOT NULL,
    PRIMARY KEY (workspace_id, wamid, status)
);

-- Messages that are to go out; a row leaves when its fate is known. `sequence` keeps a conversation's order.
CREATE TABLE outbox (
    sequence BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    workspace_id TEXT COLLATE "C" NOT NULL,
    message_id TEXT COLLATE "C" NOT NULL,
    number_id TEXT COLLATE "C" NOT NULL,
    conversation_id TEXT COLLATE "C" NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('queued', 'sending', 'uncertain', 'undecided')),
    attempt BIGINT NOT NULL,
    silence_rule BOOLEAN NOT NULL,
    purpose TEXT NOT NULL,
    template_category TEXT,
    due_at BIGINT NOT NULL,
    sent_at BIGINT,
    envelope JSONB NOT NULL
);
CREATE UNIQUE INDEX outbox_by_message ON outbox (workspace_id, message_id);
CREATE INDEX outbox_of_conversation ON outbox (workspace_id, conversation_id, sequence);
CREATE INDEX outbox_due ON outbox (workspace_id, number_id, state, due_at);

CREATE TABLE sessions (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    conversation_id TEXT COLLATE "C" NOT NULL,
    flow_id TEXT COLLATE "C" NOT NULL,
    flow_version BIGINT NOT NULL,
    node TEXT NOT NULL,
    variables JSONB NOT NULL,
    waiting JSONB NOT NULL,
    attempts BIGINT NOT NULL,
    steps BIGINT NOT NULL,
    wake_at BIGINT,
    started_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX sessions_running ON sessions (workspace_id, conversation_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_to_wake ON sessions (workspace_id, wake_at) WHERE ended_at IS NULL;

CREATE TABLE http_calls (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    conversation_id TEXT COLLATE "C" NOT NULL,
    request JSONB NOT NULL,
    lease_until BIGINT,
    attempt BIGINT NOT NULL,
    deadline BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE flows (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    enabled BOOLEAN NOT NULL,
    draft TEXT NOT NULL,
    published_version BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

CREATE TABLE flow_versions (
    workspace_id TEXT COLLATE "C" NOT NULL,
    flow_id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    note TEXT NOT NULL,
    author_id TEXT COLLATE "C",
    published_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, flow_id, version)
);

CREATE TABLE activities (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    conversation_id TEXT COLLATE "C" NOT NULL,
    actor_id TEXT COLLATE "C",
    detail JSONB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id, id)
);

CREATE TABLE users (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change_password BOOLEAN NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX users_by_email ON users (email);

CREATE TABLE logins (
    token_digest BYTEA NOT NULL PRIMARY KEY,
    workspace_id TEXT COLLATE "C" NOT NULL,
    user_id TEXT COLLATE "C" NOT NULL,
    csrf_token TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);

CREATE TABLE api_tokens (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    token_digest BYTEA NOT NULL,
    permissions JSONB NOT NULL,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    last_used_at BIGINT,
    revoked_at BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX api_tokens_by_digest ON api_tokens (token_digest);

CREATE TABLE audit (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail JSONB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);

-- Answers already given to a create with an Idempotency-Key.
CREATE TABLE idempotency_keys (
    workspace_id TEXT COLLATE "C" NOT NULL,
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest BYTEA NOT NULL,
    status BIGINT NOT NULL,
    response TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, actor, key)
);

-- Redacted traces of calls to the Cloud API, linked to their message.
CREATE TABLE exchanges (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    message_id TEXT COLLATE "C",
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    status BIGINT,
    duration_ms BIGINT NOT NULL,
    request TEXT NOT NULL,
    response TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX exchanges_of_message ON exchanges (workspace_id, message_id);
CREATE INDEX exchanges_by_time ON exchanges (workspace_id, at);

-- Counters per minute, bumped in the transaction that caused them.
CREATE TABLE counters (
    workspace_id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    minute BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, name, minute)
);

-- Work that one node does at a time.
CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT COLLATE "C" NOT NULL,
    expires_at BIGINT NOT NULL
);
