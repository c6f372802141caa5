-- What people want. The sentences of "none of these" stand under the intent of that name.
CREATE TABLE intents (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    title TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX intents_by_name ON intents (workspace_id, name);

CREATE TABLE intent_examples (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    intent_id TEXT NOT NULL,
    text TEXT NOT NULL,
    -- Case, accents and punctuation do not make another sentence.
    folded TEXT NOT NULL,
    -- What it names, marked by hand.
    marks TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX intent_examples_by_text ON intent_examples (workspace_id, intent_id, folded);

CREATE TABLE custom_entities (
    workspace_id TEXT NOT NULL,
    name TEXT NOT NULL,
    entity TEXT NOT NULL,
    updated_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, name)
) STRICT, WITHOUT ROWID;

-- Sentences that must be understood before a version is published.
CREATE TABLE intent_checks (
    workspace_id TEXT NOT NULL,
    folded TEXT NOT NULL,
    text TEXT NOT NULL,
    intent TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, folded)
) STRICT, WITHOUT ROWID;

-- What was published: the whole set, so that any version can be learnt again. The greatest number answers.
CREATE TABLE intent_versions (
    workspace_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    training_set TEXT NOT NULL,
    outcome TEXT NOT NULL,
    note TEXT NOT NULL,
    author_id TEXT,
    published_at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, version)
) STRICT, WITHOUT ROWID;

-- Messages that may become examples.
CREATE TABLE intent_suggestions (
    workspace_id TEXT NOT NULL,
    id TEXT NOT NULL,
    conversation_id TEXT,
    text TEXT NOT NULL,
    folded TEXT NOT NULL,
    reason TEXT NOT NULL,
    intent TEXT,
    at INTEGER NOT NULL,
    PRIMARY KEY (workspace_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX intent_suggestions_by_text ON intent_suggestions (workspace_id, folded);
CREATE INDEX intent_suggestions_by_moment ON intent_suggestions (workspace_id, at);
