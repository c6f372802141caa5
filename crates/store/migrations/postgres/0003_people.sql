-- What a workspace wants to know of people. Values are in contacts.fields.
CREATE TABLE attributes (
    workspace_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    title TEXT NOT NULL,
    kind TEXT COLLATE "C" NOT NULL CHECK (kind IN ('text', 'number', 'boolean', 'date', 'date_time', 'choice')),
    choices JSONB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, name)
);

ALTER TABLE contacts ADD COLUMN time_zone TEXT COLLATE "C";
ALTER TABLE contacts ADD COLUMN profiles JSONB NOT NULL DEFAULT '[]';
ALTER TABLE contacts ALTER COLUMN merged_into TYPE TEXT COLLATE "C";
CREATE INDEX contacts_by_creation ON contacts (workspace_id, created_at, id);
CREATE INDEX contacts_by_change ON contacts (workspace_id, updated_at, id);
CREATE INDEX contacts_merged ON contacts (workspace_id, merged_into) WHERE merged_into IS NOT NULL;

-- Both contacts as they were. A merge from before this version has none, and stays.
ALTER TABLE contact_merges ADD COLUMN record JSONB;
ALTER TABLE contact_merges ADD COLUMN undone_by TEXT COLLATE "C";
ALTER TABLE contact_merges DROP COLUMN gone_identifiers;
ALTER TABLE contact_merges DROP COLUMN gone_conversations;
CREATE INDEX contact_merges_by_kept ON contact_merges (workspace_id, kept_contact_id, merged_at);

-- What was said of one number is a record of its own, and so is a yes beside a no of the same second.
ALTER TABLE consent_records ADD COLUMN number_id TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE consent_records ADD COLUMN state TEXT COLLATE "C" NOT NULL DEFAULT '';
UPDATE consent_records SET state = record ->> 'state';
ALTER TABLE consent_records DROP CONSTRAINT consent_records_pkey;
ALTER TABLE consent_records ADD PRIMARY KEY (workspace_id, contact_id, recorded_at, category, source, number_id, state);

-- One change to many contacts, made slice by slice; `reached` is the last contact it has seen.
CREATE TABLE bulk_changes (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    change JSONB NOT NULL,
    audience JSONB NOT NULL,
    state TEXT COLLATE "C" NOT NULL CHECK (state IN ('running', 'done', 'undoing', 'undone')),
    reached TEXT COLLATE "C" NOT NULL,
    changed BIGINT NOT NULL,
    restored BIGINT NOT NULL,
    actor_id TEXT COLLATE "C",
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX bulk_changes_under_way ON bulk_changes (workspace_id, id) WHERE state IN ('running', 'undoing');

-- What each changed contact had before.
CREATE TABLE bulk_befores (
    workspace_id TEXT COLLATE "C" NOT NULL,
    bulk_change_id TEXT COLLATE "C" NOT NULL,
    contact_id TEXT COLLATE "C" NOT NULL,
    before JSONB NOT NULL,
    PRIMARY KEY (workspace_id, bulk_change_id, contact_id)
);
