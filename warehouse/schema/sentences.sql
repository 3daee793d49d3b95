CREATE TABLE sentences (
    sentence_id  VARCHAR PRIMARY KEY,
    document_id  VARCHAR NOT NULL,
    ordinal      INTEGER NOT NULL CHECK (ordinal >= 0),
    section      VARCHAR NOT NULL,
    char_start   INTEGER NOT NULL CHECK (char_start >= 0),
    char_end     INTEGER NOT NULL,
    text         VARCHAR NOT NULL,
    page         INTEGER CHECK (page >= 1),
    CHECK (char_end > char_start)
);

COMMENT ON TABLE sentences IS 'Every sentence of every document, in order; facts and citations point here.';
COMMENT ON COLUMN sentences.sentence_id IS 'Hash of the document, the span and the text.';
COMMENT ON COLUMN sentences.document_id IS 'The document the sentence belongs to (documents.document_id).';
COMMENT ON COLUMN sentences.ordinal IS 'Place of the sentence in its document, from 0.';
COMMENT ON COLUMN sentences.section IS 'Heading path the sentence stands under, '''' where there is none.';
COMMENT ON COLUMN sentences.char_start IS 'Where the sentence begins: offset in documents.text, in code points.';
COMMENT ON COLUMN sentences.char_end IS 'Where the sentence ends: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN sentences.text IS 'The sentence as written: documents.text from char_start to char_end.';
COMMENT ON COLUMN sentences.page IS 'Page on which the sentence begins, the first being 1; NULL where the format has no pages.';
