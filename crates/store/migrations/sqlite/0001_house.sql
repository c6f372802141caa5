-- Time is epoch milliseconds, ids are UUIDv7 as text, JSON is text. Every key of tenant data starts with workspace_id.

CREATE TABLE workspaces (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    settings TEXT NOT NULL,
    created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE numbers (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    phone_number_id TEXT NOT NULL,
    waba_id TEXT NOT NULL,
    display_phone_number TEXT NOT NULL,
    verified_name TEXT NOT NULL,
    messages_per_second INTEGER NOT NULL,
    health TEXT NOT NULL CHECK (health IN ('connected', 'restricted', 'blocked')),
    simulated INTEGER NOT NULL,
    sealed_access_token BLOB NOT NULL,
    last_webhook_at INTEGER,
    -- Statuses come late by as much as this lies in the future when one is recorded.
    statuses_late_until INTEGER NOT NULL DEFAULT 0,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT;
CREATE UNIQUE INDEX numbers_by_phone_number_id ON numbers (phone_number_id);

-- Webhook bodies as they came. `sequence` is the order of arrival; `happened_at`, by Meta's clock, comes before it in the
-- order of processing. `told_at` is what the body itself says of that, 0 when nothing: it keeps the key of the digest
-- growing at its end.
CREATE TABLE journal (
    sequence INTEGER NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    told_at INTEGER NOT NULL,
    digest BLOB NOT NULL,
    body BLOB NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('pending', 'processed', 'parked')),
    reason TEXT,
    summary TEXT NOT NULL,
    deliveries INTEGER NOT NULL,
    happened_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    processed_at INTEGER
) STRICT;
CREATE UNIQUE INDEX journal_by_digest ON journal (workspace_id, told_at, digest);
CREATE INDEX journal_pending ON journal (workspace_id, happened_at, sequence) WHERE state = 'pending';
CREATE INDEX journal_parked ON journal (workspace_id, sequence) WHERE state = 'parked';

CREATE TABLE contacts (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    language TEXT,
    fields TEXT NOT NULL,
    labels TEXT NOT NULL,
    consents TEXT NOT NULL,
    blocked INTEGER NOT NULL,
    merged_into TEXT,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE INDEX contacts_by_name ON contacts (workspace_id, lower(name), id);

CREATE TABLE identifiers (
    workspace_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, value, kind)
) STRICT, WITHOUT ROWID;
CREATE INDEX identifiers_by_contact ON identifiers (workspace_id, contact_id);

-- What a merge did, so that it can be undone.
CREATE TABLE contact_merges (
    workspace_id TEXT NOT NULL,
    kept_contact_id TEXT NOT NULL,
    gone_contact_id TEXT NOT NULL,
    gone_identifiers TEXT NOT NULL,
    gone_conversations TEXT NOT NULL,
    merged_at INTEGER NOT NULL,
    undone_at INTEGER,
    PRIMARY KEY (workspace_id, gone_contact_id, merged_at)
) STRICT, WITHOUT ROWID;

CREATE TABLE consent_records (
    workspace_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    category TEXT NOT NULL,
    source TEXT NOT NULL,
    record TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, contact_id, recorded_at, category, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE conversations (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'pending', 'snoozed', 'resolved')),
    owner TEXT NOT NULL CHECK (owner IN ('bot', 'human', 'nobody')),
    assignee_id TEXT,
    snoozed_until INTEGER,
    window_expires_at INTEGER,
    last_inbound_at INTEGER,
    last_message_at INTEGER,
    last_message_preview TEXT NOT NULL,
    unread INTEGER NOT NULL,
    episode_started_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX conversations_by_contact ON conversations (workspace_id, contact_id, number_id);
CREATE INDEX conversations_by_recency ON conversations (workspace_id, COALESCE(last_message_at, created_at), id);
CREATE INDEX conversations_snoozed ON conversations (workspace_id, snoozed_until) WHERE status = 'snoozed';

CREATE TABLE messages (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('inbound', 'outbound')),
    author_kind TEXT NOT NULL,
    author_id TEXT,
    wamid TEXT,
    kind TEXT NOT NULL,
    content TEXT NOT NULL,
    preview TEXT NOT NULL,
    status TEXT NOT NULL,
    failure TEXT,
    context_wamid TEXT,
    at INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
-- The permanent key that makes a repeated webhook harmless.
CREATE UNIQUE INDEX messages_by_wamid ON messages (workspace_id, wamid);
CREATE INDEX messages_reactions ON messages (workspace_id, conversation_id, id) WHERE kind = 'reaction';
CREATE INDEX messages_of_conversation ON messages (workspace_id, conversation_id, id);

-- Every status as Meta sent it, once per (message, status).
CREATE TABLE statuses (
    workspace_id TEXT NOT NULL,
    wamid TEXT NOT NULL,
    status TEXT NOT NULL,
    message_id TEXT,
    at INTEGER NOT NULL,
    raw TEXT NOT NULL,
    PRIMARY KEY (workspace_id, wamid, status)
) STRICT, WITHOUT ROWID;

-- Messages that are to go out; a row leaves when its fate is known. `sequence` keeps a conversation's order.
CREATE TABLE outbox (
    sequence INTEGER NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    message_id TEXT NOT NULL,
    number_id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'uncertain', 'undecided')),
    attempt INTEGER NOT NULL,
    silence_rule INTEGER NOT NULL,
    purpose TEXT NOT NULL,
    template_category TEXT,
    due_at INTEGER NOT NULL,
    sent_at INTEGER,
    envelope TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX outbox_by_message ON outbox (workspace_id, message_id);
CREATE INDEX outbox_of_conversation ON outbox (workspace_id, conversation_id, sequence);
CREATE INDEX outbox_due ON outbox (workspace_id, number_id, state, due_at);

CREATE TABLE sessions (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    flow_id TEXT NOT NULL,
    flow_version INTEGER NOT NULL,
    node TEXT NOT NULL,
    variables TEXT NOT NULL,
    waiting TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    steps INTEGER NOT NULL,
    wake_at INTEGER,
    started_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_running ON sessions (workspace_id, conversation_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_to_wake ON sessions (workspace_id, wake_at) WHERE ended_at IS NULL;

CREATE TABLE http_calls (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    request TEXT NOT NULL,
    lease_until INTEGER,
    attempt INTEGER NOT NULL,
    deadline INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE flows (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    enabled INTEGER NOT NULL,
    draft TEXT NOT NULL,
    published_version INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE flow_versions (
    workspace_id TEXT NOT NULL,
    flow_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    note TEXT NOT NULL,
    author_id TEXT,
    published_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, flow_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE activities (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation_id TEXT NOT NULL,
    actor_id TEXT,
    detail TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, conversation_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    language TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    must_change_password INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX users_by_email ON users (email);

CREATE TABLE logins (
    token_digest BLOB NOT NULL PRIMARY KEY,
    workspace_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    csrf_token TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE api_tokens (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    prefix TEXT NOT NULL,
    token_digest BLOB NOT NULL,
    permissions TEXT NOT NULL,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    last_used_at INTEGER,
    revoked_at INTEGER,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX api_tokens_by_digest ON api_tokens (token_digest);

CREATE TABLE audit (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    detail TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;

-- Answers already given to a create with an Idempotency-Key.
CREATE TABLE idempotency_keys (
    workspace_id TEXT NOT NULL,
    actor TEXT NOT NULL,
    key TEXT NOT NULL,
    request_digest BLOB NOT NULL,
    status INTEGER NOT NULL,
    response TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, actor, key)
) STRICT, WITHOUT ROWID;

-- Redacted traces of calls to the Cloud API, linked to their message.
CREATE TABLE exchanges (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    message_id TEXT,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    status INTEGER,
    duration_ms INTEGER NOT NULL,
    request TEXT NOT NULL,
    response TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX exchanges_of_message ON exchanges (workspace_id, message_id);
CREATE INDEX exchanges_by_time ON exchanges (workspace_id, at);

-- Counters per minute, bumped in the transaction that caused them.
CREATE TABLE counters (
    workspace_id TEXT NOT NULL,
    name TEXT NOT NULL,
    minute INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, name, minute)
) STRICT, WITHOUT ROWID;

-- Work that one node does at a time.
CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
