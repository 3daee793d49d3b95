CREATE TABLE citations (
    citation_id  VARCHAR PRIMARY KEY,
    document_id  VARCHAR NOT NULL,
    sentence_id  VARCHAR NOT NULL,
    char_start   INTEGER NOT NULL CHECK (char_start >= 0),
    char_end     INTEGER NOT NULL,
    text         VARCHAR NOT NULL,
    url          VARCHAR NOT NULL,
    CHECK (char_end >= char_start)
);

COMMENT ON TABLE citations IS 'Source links found in the documents, tied to the sentence they support.';
COMMENT ON COLUMN citations.citation_id IS 'Hash of the document, the span and the URL.';
COMMENT ON COLUMN citations.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN citations.sentence_id IS 'The sentence the link belongs to (sentences.sentence_id).';
COMMENT ON COLUMN citations.char_start IS 'Where the linked words begin: offset in documents.text, in code points.';
COMMENT ON COLUMN citations.char_end IS 'Where the linked words end: offset in documents.text, in code points, exclusive; equal to char_start where the link has no words of its own.';
COMMENT ON COLUMN citations.text IS 'The linked words: documents.text from char_start to char_end; '''' where there are none.';
COMMENT ON COLUMN citations.url IS 'The address the text cites.';
