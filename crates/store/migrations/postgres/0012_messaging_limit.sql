-- What Meta told last of a number: how many people may be written to first in a day, and how people like what it sends.
ALTER TABLE numbers ADD COLUMN messaging_limit TEXT COLLATE "C";
ALTER TABLE numbers ADD COLUMN quality TEXT COLLATE "C";

-- Whom the business wrote to first lately, and when it did so last. A row is of use for a day.
CREATE TABLE reached (
    workspace_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, contact_id)
);

-- How many of them were written to last in each minute: their sum over a day is what Meta counts.
CREATE TABLE reached_minutes (
    workspace_id TEXT COLLATE "C" NOT NULL,
    minute BIGINT NOT NULL,
    people BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, minute)
);
