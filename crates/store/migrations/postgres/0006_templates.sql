-- Templates, as Meta has them and as somebody is writing them.
CREATE TABLE templates (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL,
    meta_id TEXT COLLATE "C",
    name TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C" NOT NULL,
    category TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    quality TEXT COLLATE "C" NOT NULL,
    content JSONB,
    draft JSONB,
    review JSONB NOT NULL,
    -- What is searched in.
    body TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX templates_by_account ON templates (workspace_id, account_id, name, language);
CREATE INDEX templates_by_name ON templates (workspace_id, name, language, id);
CREATE INDEX templates_by_meta_id ON templates (workspace_id, meta_id);

-- Their timelines and versions; only ever added to.
CREATE TABLE template_changes (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    template_id TEXT COLLATE "C" NOT NULL,
    actor_id TEXT COLLATE "C",
    detail JSONB NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX template_changes_of_template ON template_changes (workspace_id, template_id, at, id);

-- When Meta's list of an account was looked at last.
CREATE TABLE template_syncs (
    workspace_id TEXT COLLATE "C" NOT NULL,
    account_id TEXT COLLATE "C" NOT NULL,
    synced_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, account_id)
);
