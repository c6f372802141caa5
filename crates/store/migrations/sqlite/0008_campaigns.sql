-- A planned send and how it goes.
CREATE TABLE campaigns (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('campaign', 'series')),
    state TEXT NOT NULL CHECK (state IN ('draft', 'scheduled', 'running', 'paused', 'completed', 'cancelled')),
    -- Why it was paused or ended, when nobody asked for it.
    halt TEXT,
    plan TEXT NOT NULL,
    -- What the launch fixed: the templates as they were, the numbers, the condition of its audience.
    launch TEXT,
    -- The last contact the planner has seen; none when all of them are in the ledger.
    plan_after TEXT,
    -- Rows of the ledger: the next position.
    planned INTEGER NOT NULL,
    -- The campaign it was made of, by retargeting or repeating.
    made_of TEXT,
    created_by TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    -- When planning is to begin.
    start_at INTEGER,
    launched_at INTEGER,
    ended_at INTEGER,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaigns_at_work ON campaigns (workspace_id, id) WHERE state <> 'draft' AND ended_at IS NULL;

-- The ledger: one row for each message to one contact. What it needs to be sent was fixed when it was planned.
CREATE TABLE recipients (
    workspace_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    contact_id TEXT NOT NULL,
    -- Which message to this contact, from zero: more than one in a series only.
    step INTEGER NOT NULL,
    number_id TEXT NOT NULL,
    address TEXT NOT NULL,
    variant INTEGER NOT NULL,
    -- Values of the variant's blanks, in the order of their names.
    parameters TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'uncertain', 'undecided', 'accepted', 'sent', 'failed', 'delivered', 'read',
        'rejected', 'skipped', 'held_out', 'cancelled')),
    -- Of what was skipped, rejected or failed: the word for it, and Meta's code.
    reason TEXT,
    code INTEGER,
    attempt INTEGER NOT NULL,
    -- When it may go; of an uncertain one, when silence is shown to a person.
    due_at INTEGER NOT NULL,
    wamid TEXT,
    accepted_at INTEGER,
    sent_at INTEGER,
    delivered_at INTEGER,
    read_at INTEGER,
    failed_at INTEGER,
    replied_at INTEGER,
    button_at INTEGER,
    clicked_at INTEGER,
    PRIMARY KEY (workspace_id, campaign_id, position)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX recipients_by_contact ON recipients (workspace_id, contact_id, campaign_id, step);
CREATE INDEX recipients_to_send ON recipients (workspace_id, campaign_id, number_id, state, due_at, position)
    WHERE state IN ('waiting', 'sending');
CREATE INDEX recipients_in_doubt ON recipients (workspace_id, campaign_id, state, due_at, position)
    WHERE state IN ('uncertain', 'undecided');
CREATE INDEX recipients_lost ON recipients (workspace_id, campaign_id, state, position)
    WHERE state IN ('failed', 'rejected', 'skipped', 'undecided');

-- How many rows of the ledger there are of what, changed in the transaction that changes them.
CREATE TABLE campaign_tallies (
    workspace_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    variant INTEGER NOT NULL,
    measure TEXT NOT NULL,
    -- Of what was skipped, the word for it; of what was rejected or failed, Meta's code. Else empty.
    reason TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, campaign_id, variant, measure, reason)
) STRICT, WITHOUT ROWID;

-- Messages that Meta accepted, by minute: the pace of a campaign, and a number's people of a day.
CREATE TABLE campaign_minutes (
    workspace_id TEXT NOT NULL,
    minute INTEGER NOT NULL,
    campaign_id TEXT NOT NULL,
    number_id TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, minute, campaign_id, number_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX campaign_minutes_of_campaign ON campaign_minutes (workspace_id, campaign_id, minute);
