-- What begins a series and its steps. Its name, state and ledger are those of the campaign with the same id.
CREATE TABLE series (
    workspace_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    document TEXT NOT NULL,
    -- Events up to this id, and dates up to this moment, have been looked at.
    events_after TEXT NOT NULL,
    dates_looked_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, campaign_id)
) STRICT, WITHOUT ROWID;

-- One person's way through a series.
CREATE TABLE enrolments (
    workspace_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    -- What tells one time from another: empty, the event, or the day it is about.
    occurrence TEXT NOT NULL,
    -- The day or the moment that the steps are counted from.
    origin TEXT NOT NULL,
    next_step INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('under_way', 'done', 'stopped', 'withdrawn')),
    began_at INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (workspace_id, campaign_id, contact_id, occurrence)
) STRICT, WITHOUT ROWID;
-- A person is in a series once at a time.
CREATE UNIQUE INDEX enrolments_under_way ON enrolments (workspace_id, campaign_id, contact_id) WHERE state = 'under_way';
CREATE INDEX enrolments_due ON enrolments (workspace_id, campaign_id, due_at, contact_id) WHERE state = 'under_way';
CREATE INDEX enrolments_of_contact ON enrolments (workspace_id, contact_id);
