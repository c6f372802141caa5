-- What flows remember besides their place: calling flows, gathered messages, rungs of the ladder.
ALTER TABLE sessions ADD COLUMN progress JSONB NOT NULL DEFAULT '{}';
ALTER TABLE conversations ADD COLUMN team TEXT COLLATE "C";
-- Where contacts stand in a flow, and where they left it.
CREATE INDEX sessions_by_flow ON sessions (workspace_id, flow_id, node) WHERE ended_at IS NULL;
CREATE INDEX sessions_left ON sessions (workspace_id, flow_id, ended_at) WHERE ended_at IS NOT NULL;

-- What happened outside, or in a flow for the figures to count.
CREATE TABLE events (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    external_id TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    source TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C",
    conversation_id TEXT COLLATE "C",
    properties JSONB NOT NULL,
    at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
-- What is told twice is one event.
CREATE UNIQUE INDEX events_by_external_id ON events (workspace_id, external_id);
CREATE INDEX events_by_name ON events (workspace_id, name, at);
CREATE INDEX events_of_contact ON events (workspace_id, contact_id, at);

-- What a flow of one conversation asks to be done with another person; a row leaves when it was.
CREATE TABLE errands (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    errand JSONB NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
