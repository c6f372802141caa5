-- Templates, as Meta has them and as somebody is writing them.
CREATE TABLE templates (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    meta_id TEXT,
    name TEXT NOT NULL,
    language TEXT NOT NULL,
    category TEXT NOT NULL,
    status TEXT NOT NULL,
    quality TEXT NOT NULL,
    content TEXT,
    draft TEXT,
    review TEXT NOT NULL,
    -- What is searched in.
    body TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX templates_by_account ON templates (workspace_id, account_id, name, language);
CREATE INDEX templates_by_name ON templates (workspace_id, name, language, id);
CREATE INDEX templates_by_meta_id ON templates (workspace_id, meta_id);

-- Their timelines and versions; only ever added to.
CREATE TABLE template_changes (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    template_id TEXT NOT NULL,
    actor_id TEXT,
    detail TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX template_changes_of_template ON template_changes (workspace_id, template_id, at, id);

-- When Meta's list of an account was looked at last.
CREATE TABLE template_syncs (
    workspace_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    synced_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, account_id)
) STRICT, WITHOUT ROWID;
