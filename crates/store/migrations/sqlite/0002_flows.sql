-- What flows remember besides their place: calling flows, gathered messages, rungs of the ladder.
ALTER TABLE sessions ADD COLUMN progress TEXT NOT NULL DEFAULT '{}';
ALTER TABLE conversations ADD COLUMN team TEXT;
-- Where contacts stand in a flow, and where they left it.
CREATE INDEX sessions_by_flow ON sessions (workspace_id, flow_id, node) WHERE ended_at IS NULL;
CREATE INDEX sessions_left ON sessions (workspace_id, flow_id, ended_at) WHERE ended_at IS NOT NULL;

-- What happened outside, or in a flow for the figures to count.
CREATE TABLE events (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    external_id TEXT,
    name TEXT NOT NULL,
    source TEXT NOT NULL,
    contact_id TEXT,
    conversation_id TEXT,
    properties TEXT NOT NULL,
    at INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
-- What is told twice is one event.
CREATE UNIQUE INDEX events_by_external_id ON events (workspace_id, external_id);
CREATE INDEX events_by_name ON events (workspace_id, name, at);
CREATE INDEX events_of_contact ON events (workspace_id, contact_id, at);

-- What a flow of one conversation asks to be done with another person; a row leaves when it was.
CREATE TABLE errands (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    errand TEXT NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
