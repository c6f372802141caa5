-- What a workspace wants to know of people. Values are in contacts.fields.
CREATE TABLE attributes (
    workspace_id TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'boolean', 'date', 'date_time', 'choice')),
    choices TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, name)
) STRICT, WITHOUT ROWID;

ALTER TABLE contacts ADD COLUMN time_zone TEXT;
ALTER TABLE contacts ADD COLUMN profiles TEXT NOT NULL DEFAULT '[]';
CREATE INDEX contacts_by_creation ON contacts (workspace_id, created_at, id);
CREATE INDEX contacts_by_change ON contacts (workspace_id, updated_at, id);
CREATE INDEX contacts_merged ON contacts (workspace_id, merged_into) WHERE merged_into IS NOT NULL;

-- Both contacts as they were. A merge from before this version has none, and stays.
ALTER TABLE contact_merges ADD COLUMN record TEXT;
ALTER TABLE contact_merges ADD COLUMN undone_by TEXT;
ALTER TABLE contact_merges DROP COLUMN gone_identifiers;
ALTER TABLE contact_merges DROP COLUMN gone_conversations;
CREATE INDEX contact_merges_by_kept ON contact_merges (workspace_id, kept_contact_id, merged_at);

-- What was said of one number is a record of its own, and so is a yes beside a no of the same second.
CREATE TABLE consent_records_by_number (
    workspace_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    category TEXT NOT NULL,
    source TEXT NOT NULL,
    -- Empty: all numbers.
    number_id TEXT NOT NULL,
    state TEXT NOT NULL,
    record TEXT NOT NULL,
    recorded_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, contact_id, recorded_at, category, source, number_id, state)
) STRICT, WITHOUT ROWID;
INSERT INTO consent_records_by_number (workspace_id, contact_id, category, source, number_id, state, record, recorded_at)
    SELECT workspace_id, contact_id, category, source, '', record ->> 'state', record, recorded_at FROM consent_records;
DROP TABLE consent_records;
ALTER TABLE consent_records_by_number RENAME TO consent_records;

-- One change to many contacts, made slice by slice; `reached` is the last contact it has seen.
CREATE TABLE bulk_changes (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    change TEXT NOT NULL,
    audience TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('running', 'done', 'undoing', 'undone')),
    reached TEXT NOT NULL,
    changed INTEGER NOT NULL,
    restored INTEGER NOT NULL,
    actor_id TEXT,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX bulk_changes_under_way ON bulk_changes (workspace_id, id) WHERE state IN ('running', 'undoing');

-- What each changed contact had before.
CREATE TABLE bulk_befores (
    workspace_id TEXT NOT NULL,
    bulk_change_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    before TEXT NOT NULL,
    PRIMARY KEY (workspace_id, bulk_change_id, contact_id)
) STRICT, WITHOUT ROWID;
