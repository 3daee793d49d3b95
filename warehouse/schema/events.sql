CREATE TABLE events (
    event_id           VARCHAR PRIMARY KEY,
    document_id        VARCHAR NOT NULL,
    sentence_id        VARCHAR NOT NULL,
    char_start         INTEGER NOT NULL CHECK (char_start >= 0),
    char_end           INTEGER NOT NULL,
    text               VARCHAR NOT NULL,
    sentence           VARCHAR NOT NULL,
    section            VARCHAR NOT NULL,
    description        VARCHAR NOT NULL,
    trigger            VARCHAR NOT NULL,
    trigger_start      INTEGER NOT NULL CHECK (trigger_start >= 0),
    trigger_end        INTEGER NOT NULL,
    event_type         VARCHAR,
    state              BOOLEAN NOT NULL,
    starts_on          DATE,
    ends_on            DATE,
    date_text          VARCHAR NOT NULL,
    date_start         INTEGER NOT NULL CHECK (date_start >= 0),
    date_end           INTEGER NOT NULL,
    date_edtf          VARCHAR,
    date_precision     VARCHAR NOT NULL CHECK (date_precision IN ('day', 'week', 'month', 'quarter', 'season', 'half', 'year', 'decade', 'century', 'range', 'vague')),
    date_qualifier     VARCHAR NOT NULL CHECK (date_qualifier IN ('in', 'since', 'until', 'before', 'after', 'around')),
    date_basis         VARCHAR NOT NULL CHECK (date_basis IN ('explicit', 'context', 'document_date', 'relative')),
    date_anchor        VARCHAR,
    location           VARCHAR,
    factuality         VARCHAR NOT NULL CHECK (factuality IN ('asserted', 'planned', 'hypothetical', 'negated')),
    confidence         DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule               VARCHAR NOT NULL,
    extractor_version  VARCHAR NOT NULL,
    run_id             VARCHAR NOT NULL,
    CHECK (char_end > char_start),
    CHECK (trigger_end > trigger_start),
    CHECK (date_end > date_start),
    CHECK (ends_on >= starts_on)
);

COMMENT ON TABLE events IS 'What happened, will happen or holds at a date, one row per mention in a text; the view timeline merges the mentions.';
COMMENT ON COLUMN events.event_id IS 'Hash of the document, the span and the normalised value.';
COMMENT ON COLUMN events.document_id IS 'The document the event was found in (documents.document_id).';
COMMENT ON COLUMN events.sentence_id IS 'The sentence that holds the first character of the event (sentences.sentence_id).';
COMMENT ON COLUMN events.char_start IS 'Where the event begins: offset in documents.text, in code points.';
COMMENT ON COLUMN events.char_end IS 'Where the event ends: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN events.text IS 'The event as written: documents.text from char_start to char_end.';
COMMENT ON COLUMN events.sentence IS 'Text of the sentence named by sentence_id.';
COMMENT ON COLUMN events.section IS 'Heading path the event stands under, '''' where there is none.';
COMMENT ON COLUMN events.confidence IS 'How far the rule can be trusted, from 0 to 1: its precision as measured on the development texts.';
COMMENT ON COLUMN events.rule IS 'Name of the rule that made the row.';
COMMENT ON COLUMN events.extractor_version IS 'Version of the extraction rules that made the row.';
COMMENT ON COLUMN events.run_id IS 'The run that loaded this row (runs.run_id).';
COMMENT ON COLUMN events.description IS 'The event in the words of its clause, set in order for reading on its own.';
COMMENT ON COLUMN events.trigger IS 'The word that names what happens, as written.';
COMMENT ON COLUMN events.trigger_start IS 'Where the trigger begins: offset in documents.text, in code points.';
COMMENT ON COLUMN events.trigger_end IS 'Where the trigger ends: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN events.event_type IS 'Root class of the PLOVER event ontology; NULL where none fits.';
COMMENT ON COLUMN events.state IS 'Whether the row is a state that holds at the date and not a happening.';
COMMENT ON COLUMN events.starts_on IS 'First day of the event''s interval, inclusive; NULL where the interval is open, unknown or before year 1.';
COMMENT ON COLUMN events.ends_on IS 'Last day of the event''s interval, inclusive; NULL where the interval is open, unknown or before year 1.';
COMMENT ON COLUMN events.date_text IS 'The time expression that dates the event, as written.';
COMMENT ON COLUMN events.date_start IS 'Where the time expression begins: offset in documents.text, in code points.';
COMMENT ON COLUMN events.date_end IS 'Where the time expression ends: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN events.date_edtf IS 'The date in EDTF (ISO 8601-2); NULL where EDTF has no way to say it.';
COMMENT ON COLUMN events.date_precision IS 'How exact the date is: day, week, month, quarter, season, half, year, decade, century, range, or vague (no interval).';
COMMENT ON COLUMN events.date_qualifier IS 'How the event relates to the date: in, since, until, before, after or around.';
COMMENT ON COLUMN events.date_basis IS 'What the date rests on: explicit, context (an earlier date or heading), document_date (the day of publication) or relative (another date).';
COMMENT ON COLUMN events.date_anchor IS 'Text of the date that a missing part or the point of reference came from; NULL where explicit or resting on the day of publication.';
COMMENT ON COLUMN events.location IS 'Place of the event as written; NULL where the text names none.';
COMMENT ON COLUMN events.factuality IS 'Whether the text presents the event as asserted, planned, hypothetical or negated.';
