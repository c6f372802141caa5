-- Files that somebody brought, and what has become of them. `rows_done` is the mark: it moves in the transaction of the
-- rows it counts.
CREATE TABLE imports (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('contacts', 'events')),
    state TEXT NOT NULL CHECK (state IN ('uploaded', 'checking', 'running', 'finished', 'cancelled', 'failed', 'undoing', 'undone')),
    file_name TEXT NOT NULL,
    file_digest TEXT NOT NULL,
    file_bytes INTEGER NOT NULL,
    format TEXT NOT NULL,
    titles TEXT NOT NULL,
    mapping TEXT NOT NULL,
    rows_total INTEGER NOT NULL,
    rows_done INTEGER NOT NULL,
    counts TEXT NOT NULL,
    -- What a dry run found: counts and the first faults.
    report TEXT,
    -- The last contact whose key is in import_keys, while they are gathered; NULL when they are.
    keys_after TEXT,
    failure TEXT,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    started_at INTEGER,
    ended_at INTEGER,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX imports_at_work ON imports (workspace_id, id) WHERE state IN ('checking', 'running', 'undoing');

-- What undoing takes: whom a slice made, what it changed of others, and the events it recorded. A row leaves when it was undone.
CREATE TABLE import_slices (
    workspace_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    first_row INTEGER NOT NULL,
    written_at INTEGER NOT NULL,
    created TEXT NOT NULL,
    changes TEXT NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (workspace_id, import_id, first_row)
) STRICT, WITHOUT ROWID;

-- Rows that were left out, with their cells and why.
CREATE TABLE import_faults (
    workspace_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    row_number INTEGER NOT NULL,
    cells TEXT NOT NULL,
    faults TEXT NOT NULL,
    PRIMARY KEY (workspace_id, import_id, row_number)
) STRICT, WITHOUT ROWID;

-- Whose key is whose, while an import goes by an attribute; gone when it ends.
CREATE TABLE import_keys (
    workspace_id TEXT NOT NULL,
    import_id TEXT NOT NULL,
    value TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, import_id, value)
) STRICT, WITHOUT ROWID;

-- Doors for other systems: what they post becomes people and events, as the mapping says. `paths` and `mapping.columns` go
-- together.
CREATE TABLE hooks (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    -- Of the secret in the address.
    secret_digest BLOB NOT NULL,
    is_on INTEGER NOT NULL,
    subject TEXT NOT NULL CHECK (subject IN ('contacts', 'events')),
    paths TEXT NOT NULL,
    mapping TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX hooks_by_secret ON hooks (secret_digest);

-- What was posted lately: examples for the mapping, and what became of each.
CREATE TABLE hook_payloads (
    workspace_id TEXT NOT NULL,
    hook_id TEXT NOT NULL,
    id TEXT NOT NULL,
    payload TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('recorded', 'taken_in', 'known', 'failed')),
    faults TEXT NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, hook_id, id)
) STRICT, WITHOUT ROWID;
