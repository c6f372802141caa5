-- What begins a series and its steps. Its name, state and ledger are those of the campaign with the same id.
CREATE TABLE series (
    workspace_id TEXT COLLATE "C" NOT NULL,
    campaign_id TEXT COLLATE "C" NOT NULL,
    document JSONB NOT NULL,
    -- Events up to this id, and dates up to this moment, have been looked at.
    events_after TEXT COLLATE "C" NOT NULL,
    dates_looked_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, campaign_id)
);

-- One person's way through a series.
CREATE TABLE enrolments (
    workspace_id TEXT COLLATE "C" NOT NULL,
    campaign_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    -- What tells one time from another: empty, the event, or the day it is about.
    occurrence TEXT COLLATE "C" NOT NULL,
    -- The day or the moment that the steps are counted from.
    origin TEXT COLLATE "C" NOT NULL,
    next_step BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('under_way', 'done', 'stopped', 'withdrawn')),
    began_at BIGINT NOT NULL,
    ended_at BIGINT,
    PRIMARY KEY (workspace_id, campaign_id, contact_id, occurrence)
);
-- A person is in a series once at a time.
CREATE UNIQUE INDEX enrolments_under_way ON enrolments (workspace_id, campaign_id, contact_id) WHERE state = 'under_way';
CREATE INDEX enrolments_due ON enrolments (workspace_id, campaign_id, due_at, contact_id) WHERE state = 'under_way';
CREATE INDEX enrolments_of_contact ON enrolments (workspace_id, contact_id);
