CREATE TABLE entity_mentions (
    document_id  VARCHAR NOT NULL,
    entity_id    VARCHAR NOT NULL,
    name         VARCHAR NOT NULL,
    kind         VARCHAR NOT NULL CHECK (kind IN ('person', 'organisation', 'place', 'group')),
    gender       VARCHAR CHECK (gender IN ('female', 'male')),
    text         VARCHAR NOT NULL,
    char_start   INTEGER NOT NULL CHECK (char_start >= 0),
    char_end     INTEGER NOT NULL,
    PRIMARY KEY (document_id, entity_id, char_start, char_end),
    CHECK (char_end > char_start)
);

COMMENT ON TABLE entity_mentions IS 'Every place where a document names an entity.';
COMMENT ON COLUMN entity_mentions.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN entity_mentions.entity_id IS 'The entity (entities.entity_id).';
COMMENT ON COLUMN entity_mentions.name IS 'Fullest name this document gives the entity, titles off.';
COMMENT ON COLUMN entity_mentions.kind IS 'person, organisation, place or group.';
COMMENT ON COLUMN entity_mentions.gender IS 'female or male where the document''s words show it; NULL where they do not.';
COMMENT ON COLUMN entity_mentions.text IS 'The name as written here: documents.text from char_start to char_end.';
COMMENT ON COLUMN entity_mentions.char_start IS 'Where the mention begins: offset in documents.text, in code points.';
COMMENT ON COLUMN entity_mentions.char_end IS 'Where the mention ends: offset in documents.text, in code points, exclusive.';
