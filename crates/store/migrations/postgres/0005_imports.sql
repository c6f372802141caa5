-- Files that somebody brought, and what has become of them. `rows_done` is the mark: it moves in the transaction of the
-- rows it counts.
CREATE TABLE imports (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('contacts', 'events')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('uploaded', 'checking', 'running', 'finished', 'cancelled', 'failed', 'undoing', 'undone')),
    file_name TEXT NOT NULL,
    file_digest TEXT COLLATE "C" NOT NULL,
    file_bytes BIGINT NOT NULL,
    format JSONB NOT NULL,
    titles JSONB NOT NULL,
    mapping JSONB NOT NULL,
    rows_total BIGINT NOT NULL,
    rows_done BIGINT NOT NULL,
    counts JSONB NOT NULL,
    -- What a dry run found: counts and the first faults.
    report JSONB,
    -- The last contact whose key is in import_keys, while they are gathered; NULL when they are.
    keys_after TEXT COLLATE "C",
    failure TEXT,
    created_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX imports_at_work ON imports (workspace_id, id) WHERE state IN ('checking', 'running', 'undoing');

-- What undoing takes: whom a slice made, what it changed of others, and the events it recorded. A row leaves when it was undone.
CREATE TABLE import_slices (
    workspace_id TEXT COLLATE "C" NOT NULL,
    import_id TEXT COLLATE "C" NOT NULL,
    first_row BIGINT NOT NULL,
    written_at BIGINT NOT NULL,
    created JSONB NOT NULL,
    changes JSONB NOT NULL,
    events JSONB NOT NULL,
    PRIMARY KEY (workspace_id, import_id, first_row)
);

-- Rows that were left out, with their cells and why.
CREATE TABLE import_faults (
    workspace_id TEXT COLLATE "C" NOT NULL,
    import_id TEXT COLLATE "C" NOT NULL,
    row_number BIGINT NOT NULL,
    cells JSONB NOT NULL,
    faults JSONB NOT NULL,
    PRIMARY KEY (workspace_id, import_id, row_number)
);

-- Whose key is whose, while an import goes by an attribute; gone when it ends.
CREATE TABLE import_keys (
    workspace_id TEXT COLLATE "C" NOT NULL,
    import_id TEXT COLLATE "C" NOT NULL,
    value TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace_id, import_id, value)
);

-- Doors for other systems: what they post becomes people and events, as the mapping says. `paths` and `mapping.columns` go
-- together.
CREATE TABLE hooks (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    -- Of the secret in the address.
    secret_digest BYTEA NOT NULL,
    is_on BOOLEAN NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('contacts', 'events')),
    paths JSONB NOT NULL,
    mapping JSONB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX hooks_by_secret ON hooks (secret_digest);

-- What was posted lately: examples for the mapping, and what became of each.
CREATE TABLE hook_payloads (
    workspace_id TEXT COLLATE "C" NOT NULL,
    hook_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    payload TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('recorded', 'taken_in', 'known', 'failed')),
    faults JSONB NOT NULL,
    received_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, hook_id, id)
);
