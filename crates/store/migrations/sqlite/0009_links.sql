-- An address that the messages of a campaign lead to. The code of a recipient is made of key, seed and position: there
-- is no row for each of them.
CREATE TABLE links (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    key TEXT NOT NULL,
    seed INTEGER NOT NULL,
    target TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX links_by_key ON links (key);
CREATE UNIQUE INDEX links_of_campaign ON links (workspace_id, campaign_id, target);

-- Who opened a link: a row for each recipient who did, however often.
CREATE TABLE clicks (
    workspace_id TEXT NOT NULL,
    link_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    -- By a person; none while only programs looked.
    first_at INTEGER,
    last_at INTEGER NOT NULL,
    people INTEGER NOT NULL,
    programs INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, link_id, position)
) STRICT, WITHOUT ROWID;

-- As what Meta charged a message, by the first status that told; see domain::price::Told.
ALTER TABLE recipients ADD COLUMN price TEXT;

-- How many messages of a campaign were charged as what, by the country of whoever got them.
CREATE TABLE campaign_prices (
    workspace_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    variant INTEGER NOT NULL,
    country TEXT NOT NULL,
    price TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, campaign_id, variant, country, price)
) STRICT, WITHOUT ROWID;

-- The rate cards of a workspace, when it has its own.
CREATE TABLE rate_cards (
    workspace_id TEXT NOT NULL,
    cards TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id)
) STRICT, WITHOUT ROWID;

-- Whoever did something with a campaign's message, and whoever refused more of them: few among many.
CREATE INDEX recipients_answered ON recipients (workspace_id, campaign_id, position)
    WHERE replied_at IS NOT NULL OR button_at IS NOT NULL OR clicked_at IS NOT NULL;
CREATE INDEX consent_refusals ON consent_records (workspace_id, recorded_at, contact_id) WHERE state = 'opted_out';
