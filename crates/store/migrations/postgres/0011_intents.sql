-- What people want. The sentences of "none of these" stand under the intent of that name.
CREATE TABLE intents (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    title JSONB NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX intents_by_name ON intents (workspace_id, name);

CREATE TABLE intent_examples (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    intent_id TEXT COLLATE "C" NOT NULL,
    text TEXT NOT NULL,
    -- Case, accents and punctuation do not make another sentence.
    folded TEXT COLLATE "C" NOT NULL,
    -- What it names, marked by hand.
    marks JSONB NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX intent_examples_by_text ON intent_examples (workspace_id, intent_id, folded);

CREATE TABLE custom_entities (
    workspace_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    entity JSONB NOT NULL,
    updated_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, name)
);

-- Sentences that must be understood before a version is published.
CREATE TABLE intent_checks (
    workspace_id TEXT COLLATE "C" NOT NULL,
    folded TEXT COLLATE "C" NOT NULL,
    text TEXT NOT NULL,
    intent TEXT COLLATE "C" NOT NULL,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, folded)
);

-- What was published: the whole set, so that any version can be learnt again. The greatest number answers.
CREATE TABLE intent_versions (
    workspace_id TEXT COLLATE "C" NOT NULL,
    version BIGINT NOT NULL,
    training_set JSONB NOT NULL,
    outcome JSONB NOT NULL,
    note TEXT NOT NULL,
    author_id TEXT COLLATE "C",
    published_at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, version)
);

-- Messages that may become examples.
CREATE TABLE intent_suggestions (
    workspace_id TEXT COLLATE "C" NOT NULL,
    id TEXT COLLATE "C" NOT NULL,
    conversation_id TEXT COLLATE "C",
    text TEXT NOT NULL,
    folded TEXT COLLATE "C" NOT NULL,
    reason TEXT COLLATE "C" NOT NULL,
    intent TEXT COLLATE "C",
    at BIGINT NOT NULL,
    PRIMARY KEY (workspace_id, id)
);
CREATE INDEX intent_suggestions_by_text ON intent_suggestions (workspace_id, folded);
CREATE INDEX intent_suggestions_by_moment ON intent_suggestions (workspace_id, at);
