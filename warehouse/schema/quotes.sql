CREATE TABLE quotes (
    quote_id           VARCHAR PRIMARY KEY,
    document_id        VARCHAR NOT NULL,
    sentence_id        VARCHAR NOT NULL,
    char_start         INTEGER NOT NULL CHECK (char_start >= 0),
    char_end           INTEGER NOT NULL,
    text               VARCHAR NOT NULL,
    sentence           VARCHAR NOT NULL,
    section            VARCHAR NOT NULL,
    kind               VARCHAR NOT NULL CHECK (kind IN ('direct', 'mixed', 'indirect')),
    speaker            VARCHAR,
    speaker_start      INTEGER CHECK (speaker_start >= 0),
    speaker_end        INTEGER,
    speaker_name       VARCHAR,
    speaker_kind       VARCHAR CHECK (speaker_kind IN ('person', 'organisation', 'place', 'group')),
    speaker_entity_id  VARCHAR,
    cue                VARCHAR,
    said_on_start      DATE,
    said_on_end        DATE,
    confidence         DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule               VARCHAR NOT NULL,
    extractor_version  VARCHAR NOT NULL,
    run_id             VARCHAR NOT NULL,
    CHECK (char_end > char_start),
    CHECK (speaker_end > speaker_start),
    CHECK (said_on_end >= said_on_start)
);

COMMENT ON TABLE quotes IS 'Words or claims that a text presents as somebody''s.';
COMMENT ON COLUMN quotes.quote_id IS 'Hash of the document, the span and the normalised value.';
COMMENT ON COLUMN quotes.document_id IS 'The document the quote was found in (documents.document_id).';
COMMENT ON COLUMN quotes.sentence_id IS 'The sentence that holds the first character of the quote (sentences.sentence_id).';
COMMENT ON COLUMN quotes.char_start IS 'Where the quote begins: offset in documents.text, in code points.';
COMMENT ON COLUMN quotes.char_end IS 'Where the quote ends: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN quotes.text IS 'The quote as written: documents.text from char_start to char_end.';
COMMENT ON COLUMN quotes.sentence IS 'Text of the sentence named by sentence_id.';
COMMENT ON COLUMN quotes.section IS 'Heading path the quote stands under, '''' where there is none.';
COMMENT ON COLUMN quotes.confidence IS 'How far the rule can be trusted, from 0 to 1: its precision as measured on the development texts.';
COMMENT ON COLUMN quotes.rule IS 'Name of the rule that made the row.';
COMMENT ON COLUMN quotes.extractor_version IS 'Version of the extraction rules that made the row.';
COMMENT ON COLUMN quotes.run_id IS 'The run that loaded this row (runs.run_id).';
COMMENT ON COLUMN quotes.kind IS 'direct (the words themselves), mixed (a report with quoted words in it) or indirect (a report).';
COMMENT ON COLUMN quotes.speaker IS 'Who says it, as written; NULL where the text does not say.';
COMMENT ON COLUMN quotes.speaker_start IS 'Where the speaker is named: offset in documents.text, in code points.';
COMMENT ON COLUMN quotes.speaker_end IS 'Where the speaker''s words end: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN quotes.speaker_name IS 'Full name of the speaker, pronouns and short forms resolved; NULL where it could not be resolved.';
COMMENT ON COLUMN quotes.speaker_kind IS 'person, organisation, place or group; NULL where unknown.';
COMMENT ON COLUMN quotes.speaker_entity_id IS 'The entity that speaks (entities.entity_id); NULL where there is none.';
COMMENT ON COLUMN quotes.cue IS 'The word that reports the speech ("said", "according to"); NULL where there is none.';
COMMENT ON COLUMN quotes.said_on_start IS 'First day of the interval in which it was said, inclusive; NULL where unknown or open.';
COMMENT ON COLUMN quotes.said_on_end IS 'Last day of the interval in which it was said, inclusive; NULL where unknown or open.';
