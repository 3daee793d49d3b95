CREATE TABLE rejects (
    reject_id       VARCHAR PRIMARY KEY,
    document_id     VARCHAR,
    source_path     VARCHAR,
    content_sha256  VARCHAR CHECK (length(content_sha256) = 64),
    kind            VARCHAR NOT NULL CHECK (kind <> ''),
    text            VARCHAR NOT NULL,
    char_start      INTEGER CHECK (char_start >= 0),
    char_end        INTEGER,
    code            VARCHAR NOT NULL CHECK (regexp_full_match(code, '[a-z][a-z0-9_]*')),
    detail          VARCHAR NOT NULL,
    run_id          VARCHAR NOT NULL,
    CHECK (char_end >= char_start),
    CHECK (document_id IS NOT NULL OR source_path IS NOT NULL)
);

COMMENT ON TABLE rejects IS 'Everything that was refused, files and facts alike, with the reason: nothing is dropped silently.';
COMMENT ON COLUMN rejects.reject_id IS 'Hash of the document or path, the kind, the span, the code and the detail.';
COMMENT ON COLUMN rejects.document_id IS 'The document (documents.document_id); NULL where the file never became one.';
COMMENT ON COLUMN rejects.source_path IS 'Path below the source folder of a file that was refused, behind a # the record of it where others of its records were taken; NULL where a fact of a document was.';
COMMENT ON COLUMN rejects.content_sha256 IS 'SHA-256 of the refused file''s bytes in hexadecimal; NULL where they could not be read or a fact was refused.';
COMMENT ON COLUMN rejects.kind IS 'What was refused: file, metadata (the document is there without it), update (a file that cannot be read just now: the document is there as an earlier run loaded it), document, sentence, event, quote, statistic, …';
COMMENT ON COLUMN rejects.text IS 'The refused words; '''' where the reject is about no words.';
COMMENT ON COLUMN rejects.char_start IS 'Where the refused words begin: offset in documents.text, in code points; NULL where the reject has no place.';
COMMENT ON COLUMN rejects.char_end IS 'Where the refused words end: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN rejects.code IS 'Stable code of the reason, for queries.';
COMMENT ON COLUMN rejects.detail IS 'The reason in words.';
COMMENT ON COLUMN rejects.run_id IS 'The run that refused it (runs.run_id).';
