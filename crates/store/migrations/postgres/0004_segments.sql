-- What an event was worth, in minor units of its currency.
ALTER TABLE events ADD COLUMN value BIGINT;
ALTER TABLE events ADD COLUMN currency TEXT COLLATE "C";
-- Who did what since when is read from the index alone.
DROP INDEX events_by_name;
CREATE INDEX events_by_name ON events (workspace_id, name, at, contact_id);

-- Ways to name contacts: by a condition, or by the list of `segment_members` when it is a snapshot.
CREATE TABLE segments (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    condition JSONB,
    -- The segment a snapshot was taken of, while it is there.
    taken_of TEXT COLLATE "C",
    -- How many there were when somebody counted last.
    size BIGINT,
    counted_at BIGINT,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX segments_by_name ON segments (workspace_id, lower(name));

CREATE TABLE segment_members (
    workspace_id TEXT COLLATE "C" NOT NULL,
    segment_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (workspace_id, segment_id, contact_id)
);
CREATE INDEX segment_members_by_contact ON segment_members (workspace_id, contact_id);
