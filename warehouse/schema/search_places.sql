CREATE TABLE search_places (
    document_id  VARCHAR NOT NULL,
    word         VARCHAR NOT NULL,
    sentences    INTEGER[] NOT NULL
);

COMMENT ON TABLE search_places IS 'Where each word stands: the index behind search_facts. A document''s rows are added when it is loaded.';
COMMENT ON COLUMN search_places.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN search_places.word IS 'A word of the document''s sentences, or of the name of somebody whose quote begins there, as distinct_words writes it.';
COMMENT ON COLUMN search_places.sentences IS 'The sentences it stands in (sentences.ordinal), sorted.';
