CREATE TABLE refused_documents (
    document_id   VARCHAR PRIMARY KEY,
    cache_key     VARCHAR NOT NULL,
    source_paths  VARCHAR[] NOT NULL,
    expectations  VARCHAR NOT NULL,
    run_id        VARCHAR NOT NULL
);

COMMENT ON TABLE refused_documents IS 'Documents of which validation left nothing but rejects: remembered, so that they are not extracted again before they or the expectations change.';
COMMENT ON COLUMN refused_documents.document_id IS 'Hash of the document''s normalised text, as in rejects.document_id; no row of documents has it.';
COMMENT ON COLUMN refused_documents.cache_key IS 'Hash of content, metadata, extractor version, model and lexicon: as long as it stays the same the document gives the same rows.';
COMMENT ON COLUMN refused_documents.source_paths IS 'Every path below the source folder that holds this text, sorted.';
COMMENT ON COLUMN refused_documents.expectations IS 'Hash of the code that refused it: another one judges it anew.';
COMMENT ON COLUMN refused_documents.run_id IS 'The run that refused it (runs.run_id).';
