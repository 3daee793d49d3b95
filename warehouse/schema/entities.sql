CREATE TABLE entities (
    entity_id       VARCHAR PRIMARY KEY,
    name            VARCHAR NOT NULL,
    kind            VARCHAR NOT NULL CHECK (kind IN ('person', 'organisation', 'place', 'group')),
    aliases         VARCHAR[] NOT NULL,
    mention_count   INTEGER NOT NULL CHECK (mention_count > 0),
    document_count  INTEGER NOT NULL CHECK (document_count > 0)
);

COMMENT ON TABLE entities IS 'The persons, organisations, places and groups of all documents, gathered by kind and name from entity_mentions.';
COMMENT ON COLUMN entities.entity_id IS 'Hash of the kind and of the name without regard to case.';
COMMENT ON COLUMN entities.name IS 'Full name, in the spelling that the most mentions go with.';
COMMENT ON COLUMN entities.kind IS 'person, organisation, place or group.';
COMMENT ON COLUMN entities.aliases IS 'Every way the documents write the name, sorted.';
COMMENT ON COLUMN entities.mention_count IS 'Number of mentions in all documents.';
COMMENT ON COLUMN entities.document_count IS 'Number of documents that mention it.';
