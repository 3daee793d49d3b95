CREATE TABLE documents (
    document_id         VARCHAR PRIMARY KEY,
    source_path         VARCHAR NOT NULL,
    source_paths        VARCHAR[] NOT NULL,
    title               VARCHAR,
    author              VARCHAR,
    publisher           VARCHAR,
    published_on        DATE,
    published_on_basis  VARCHAR CHECK (published_on_basis IN ('sidecar', 'front_matter', 'metadata', 'file_name', 'byline', 'dateline')),
    language            VARCHAR,
    url                 VARCHAR,
    format              VARCHAR NOT NULL CHECK (format <> ''),
    page_count          INTEGER CHECK (page_count >= 1),
    content_sha256      VARCHAR NOT NULL CHECK (length(content_sha256) = 64),
    metadata_sha256     VARCHAR NOT NULL CHECK (length(metadata_sha256) = 64),
    char_count          INTEGER NOT NULL CHECK (char_count >= 0),
    word_count          INTEGER NOT NULL CHECK (word_count >= 0),
    duplicate_of        VARCHAR,
    similarity          DOUBLE CHECK (similarity BETWEEN 0 AND 1),
    text                VARCHAR NOT NULL,
    extractor_version   VARCHAR NOT NULL,
    cache_key           VARCHAR NOT NULL,
    run_id              VARCHAR NOT NULL
);

COMMENT ON TABLE documents IS 'One row per distinct document text; the same bytes under several names are one document with several paths.';
COMMENT ON COLUMN documents.document_id IS 'Hash of the document''s normalised text: the same text has the same id on any machine.';
COMMENT ON COLUMN documents.source_path IS 'The first of source_paths in alphabetical order; behind a # the record of a file that holds many documents: feeds/march.jsonl#line 12.';
COMMENT ON COLUMN documents.source_paths IS 'Every path below the source folder that holds this text, sorted.';
COMMENT ON COLUMN documents.title IS 'Title from the sidecar, front matter or first heading; NULL where unknown.';
COMMENT ON COLUMN documents.author IS 'Author as the metadata or the byline gives it; NULL where unknown.';
COMMENT ON COLUMN documents.publisher IS 'Publisher as the metadata or the file name gives it; NULL where unknown.';
COMMENT ON COLUMN documents.published_on IS 'Day of publication; NULL where unknown, never the day of the run.';
COMMENT ON COLUMN documents.published_on_basis IS 'Where published_on was read: sidecar, front_matter, metadata (the file''s own, as its format has it), file_name, byline or dateline; NULL where unknown.';
COMMENT ON COLUMN documents.language IS 'Language of the text as an ISO 639-1 code; NULL where unknown.';
COMMENT ON COLUMN documents.url IS 'Web address the document came from, as its metadata gives it; NULL where unknown.';
COMMENT ON COLUMN documents.format IS 'What the file at source_path was read as: text, markdown, html, pdf, docx and so on.';
COMMENT ON COLUMN documents.page_count IS 'Number of pages; NULL where the format has none.';
COMMENT ON COLUMN documents.content_sha256 IS 'SHA-256 in hexadecimal, when it was extracted: of the bytes of the file at source_path, or of the text where that file holds many documents.';
COMMENT ON COLUMN documents.metadata_sha256 IS 'SHA-256 of the metadata, format, sections, citations, pages and table cells the document was read with, in hexadecimal: a changed sidecar is a changed document.';
COMMENT ON COLUMN documents.char_count IS 'Length of text in Unicode code points.';
COMMENT ON COLUMN documents.word_count IS 'Number of words of text, split at white space.';
COMMENT ON COLUMN documents.duplicate_of IS 'The document (documents.document_id) whose text this is a copy of: syndicated, shortened, lightly edited or updated; NULL for an original. The earliest is the original, and an original is never a copy itself.';
COMMENT ON COLUMN documents.similarity IS 'How much of the words is the same in this document and the one in duplicate_of: Jaccard''s coefficient of their runs of four words, 0 to 1; NULL for an original.';
COMMENT ON COLUMN documents.text IS 'The normalised text, markup removed, that all offsets count in.';
COMMENT ON COLUMN documents.extractor_version IS 'Version of the extraction rules that read the document.';
COMMENT ON COLUMN documents.cache_key IS 'Hash of content, metadata, extractor version, model and lexicon: as long as it stays the same the document needs no new extraction.';
COMMENT ON COLUMN documents.run_id IS 'The run that loaded this row (runs.run_id).';
