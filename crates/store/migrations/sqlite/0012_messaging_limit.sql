-- What Meta told last of a number: how many people may be written to first in a day, and how people like what it sends.
ALTER TABLE numbers ADD COLUMN messaging_limit TEXT;
ALTER TABLE numbers ADD COLUMN quality TEXT;

-- Whom the business wrote to first lately, and when it did so last. A row is of use for a day.
CREATE TABLE reached (
    workspace_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, contact_id)
) STRICT, WITHOUT ROWID;

-- How many of them were written to last in each minute: their sum over a day is what Meta counts.
CREATE TABLE reached_minutes (
    workspace_id TEXT NOT NULL,
    minute INTEGER NOT NULL,
    people INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, minute)
) STRICT, WITHOUT ROWID;
