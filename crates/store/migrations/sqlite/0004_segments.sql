-- What an event was worth, in minor units of its currency.
ALTER TABLE events ADD COLUMN value INTEGER;
ALTER TABLE events ADD COLUMN currency TEXT;
-- Who did what since when is read from the index alone.
DROP INDEX events_by_name;
CREATE INDEX events_by_name ON events (workspace_id, name, at, contact_id);

-- Ways to name contacts: by a condition, or by the list of `segment_members` when it is a snapshot.
CREATE TABLE segments (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    condition TEXT,
    -- The segment a snapshot was taken of, while it is there.
    taken_of TEXT,
    -- How many there were when somebody counted last.
    size INTEGER,
    counted_at INTEGER,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX segments_by_name ON segments (workspace_id, lower(name));

CREATE TABLE segment_members (
    workspace_id TEXT NOT NULL,
    segment_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    PRIMARY KEY (workspace_id, segment_id, contact_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_members_by_contact ON segment_members (workspace_id, contact_id);
