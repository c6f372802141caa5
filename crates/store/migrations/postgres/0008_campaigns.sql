-- A planned send and how it goes.
CREATE TABLE campaigns (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('campaign', 'series')),
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('draft', 'scheduled', 'running', 'paused', 'completed', 'cancelled')),
    -- Why it was paused or ended, when nobody asked for it.
    halt TEXT COLLATE "C",
    plan JSONB NOT NULL,
    -- What the launch fixed: the templates as they were, the numbers, the condition of its audience.
    launch JSONB,
    -- The last contact the planner has seen; none when all of them are in the ledger.
    plan_after TEXT COLLATE "C",
    -- Rows of the ledger: the next position.
    planned BIGINT NOT NULL,
    -- The campaign it was made of, by retargeting or repeating.
    made_of TEXT COLLATE "C",
    created_by TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    -- When planning is to begin.
    start_at BIGINT,
    launched_at BIGINT,
    ended_at BIGINT,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX campaigns_at_work ON campaigns (workspace_id, id) WHERE state <> 'draft' AND ended_at IS NULL;

-- The ledger: one row for each message to one contact. What it needs to be sent was fixed when it was planned.
CREATE TABLE recipients (
    workspace_id TEXT COLLATE "C" NOT NULL,
    campaign_id TEXT COLLATE "C" NOT NULL,
    position BIGINT NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    -- Which message to this contact, from zero: more than one in a series only.
    step BIGINT NOT NULL,
    number_id TEXT COLLATE "C" NOT NULL,
    address TEXT COLLATE "C" NOT NULL,
    variant BIGINT NOT NULL,
    -- Values of the variant's blanks, in the order of their names.
    parameters JSONB NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('waiting', 'sending', 'uncertain', 'undecided', 'accepted', 'sent', 'failed', 'delivered', 'read',
        'rejected', 'skipped', 'held_out', 'cancelled')),
    -- Of what was skipped, rejected or failed: the word for it, and Meta's code.
    reason TEXT COLLATE "C",
    code BIGINT,
    attempt BIGINT NOT NULL,
    -- When it may go; of an uncertain one, when silence is shown to a person.
    due_at BIGINT NOT NULL,
    wamid TEXT COLLATE "C",
    accepted_at BIGINT,
    sent_at BIGINT,
    delivered_at BIGINT,
    read_at BIGINT,
    failed_at BIGINT,
    replied_at BIGINT,
    button_at BIGINT,
    clicked_at BIGINT,
    PRIMARY KEY (workspace_id, campaign_id, position)
);
CREATE UNIQUE INDEX recipients_by_contact ON recipients (workspace_id, contact_id, campaign_id, step);
CREATE INDEX recipients_to_send ON recipients (workspace_id, campaign_id, number_id, state, due_at, position)
    WHERE state IN ('waiting', 'sending');
CREATE INDEX recipients_in_doubt ON recipients (workspace_id, campaign_id, state, due_at, position)
    WHERE state IN ('uncertain', 'undecided');
CREATE INDEX recipients_lost ON recipients (workspace_id, campaign_id, state, position)
    WHERE state IN ('failed', 'rejected', 'skipped', 'undecided');

-- How many rows of the ledger there are of what, changed in the transaction that changes them.
CREATE TABLE campaign_tallies (
    workspace_id TEXT COLLATE "C" NOT NULL,
    campaign_id TEXT COLLATE "C" NOT NULL,
    variant BIGINT NOT NULL,
    measure TEXT COLLATE "C" NOT NULL,
    -- Of what was skipped, the word for it; of what was rejected or failed, Meta's code. Else empty.
    reason TEXT COLLATE "C" NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, campaign_id, variant, measure, reason)
);

-- Messages that Meta accepted, by minute: the pace of a campaign, and a number's people of a day.
CREATE TABLE campaign_minutes (
    workspace_id TEXT COLLATE "C" NOT NULL,
    minute BIGINT NOT NULL,
    campaign_id TEXT COLLATE "C" NOT NULL,
    number_id TEXT COLLATE "C" NOT NULL,
    accepted BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, minute, campaign_id, number_id)
);
CREATE INDEX campaign_minutes_of_campaign ON campaign_minutes (workspace_id, campaign_id, minute);
