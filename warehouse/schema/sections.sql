CREATE TABLE sections (
    section_id   VARCHAR PRIMARY KEY,
    document_id  VARCHAR NOT NULL,
    ordinal      INTEGER NOT NULL CHECK (ordinal >= 0),
    heading      VARCHAR NOT NULL,
    level        INTEGER NOT NULL CHECK (level >= 0),
    char_start   INTEGER NOT NULL CHECK (char_start >= 0),
    char_end     INTEGER NOT NULL,
    is_empty     BOOLEAN NOT NULL,
    CHECK (char_end >= char_start)
);

COMMENT ON TABLE sections IS 'The headed parts of each document, those without any text included.';
COMMENT ON COLUMN sections.section_id IS 'Hash of the document, the section''s place and its heading.';
COMMENT ON COLUMN sections.document_id IS 'The document the section belongs to (documents.document_id).';
COMMENT ON COLUMN sections.ordinal IS 'Place of the section in its document, from 0.';
COMMENT ON COLUMN sections.heading IS 'Heading path, outermost first, joined by " > ".';
COMMENT ON COLUMN sections.level IS 'Depth of the heading: 1 is the outermost.';
COMMENT ON COLUMN sections.char_start IS 'Where the section begins: offset in documents.text, in code points.';
COMMENT ON COLUMN sections.char_end IS 'Where the section ends: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN sections.is_empty IS 'Whether nothing but the heading itself stands in the section.';
