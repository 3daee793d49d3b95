CREATE TABLE happenings (
    happening_id    VARCHAR PRIMARY KEY,
    starts_on       DATE,
    ends_on         DATE,
    date_edtf       VARCHAR,
    date_precision  VARCHAR NOT NULL,
    date_qualifier  VARCHAR NOT NULL,
    description     VARCHAR NOT NULL,
    trigger         VARCHAR NOT NULL,
    event_type      VARCHAR,
    state           BOOLEAN NOT NULL,
    factuality      VARCHAR NOT NULL,
    disputed        BOOLEAN NOT NULL,
    location        VARCHAR,
    participants    VARCHAR[] NOT NULL,
    confidence      DOUBLE NOT NULL,
    mention_count   INTEGER NOT NULL,
    document_count  INTEGER NOT NULL,
    source_count    INTEGER NOT NULL,
    documents       VARCHAR[] NOT NULL,
    mentions        VARCHAR[] NOT NULL,
    event_id        VARCHAR NOT NULL
);

COMMENT ON TABLE happenings IS 'One row per real-world event: its dated mentions in all documents merged, hypothetical ones left out; the view timeline reads this.';
COMMENT ON COLUMN happenings.happening_id IS 'Made of the lowest event id among the mentions.';
COMMENT ON COLUMN happenings.starts_on IS 'First day of the interval, inclusive, by the best mention; NULL where open.';
COMMENT ON COLUMN happenings.ends_on IS 'Last day of the interval, inclusive, by the best mention; NULL where open.';
COMMENT ON COLUMN happenings.date_edtf IS 'The date of the best mention in EDTF (ISO 8601-2).';
COMMENT ON COLUMN happenings.date_precision IS 'How exact the date of the best mention is: day, week, month, quarter, season, half, year, decade, century or range.';
COMMENT ON COLUMN happenings.date_qualifier IS 'How the event relates to the date: in, since, until, before, after or around.';
COMMENT ON COLUMN happenings.description IS 'The event in the words of the best mention: a fact before a plan, then the most precise, then the surest.';
COMMENT ON COLUMN happenings.trigger IS 'The word that names what happens, in the best mention.';
COMMENT ON COLUMN happenings.event_type IS 'Root class of the PLOVER event ontology; NULL where none fits.';
COMMENT ON COLUMN happenings.state IS 'Whether this is a state that holds at the date and not a happening.';
COMMENT ON COLUMN happenings.factuality IS 'asserted where one mention asserts it, else planned, else negated.';
COMMENT ON COLUMN happenings.disputed IS 'Whether one source asserts it or plans for it and another denies it.';
COMMENT ON COLUMN happenings.location IS 'Place of the event in the best mention; NULL where it names none.';
COMMENT ON COLUMN happenings.participants IS 'Names of all who take part by any mention, sorted.';
COMMENT ON COLUMN happenings.confidence IS 'Confidence of the best mention, from 0 to 1.';
COMMENT ON COLUMN happenings.mention_count IS 'Number of mentions merged.';
COMMENT ON COLUMN happenings.document_count IS 'Number of documents that mention it, copies included.';
COMMENT ON COLUMN happenings.source_count IS 'Number of independent documents that mention it: a text and its copies (documents.duplicate_of) count once, and so do those that copy a sentence.';
COMMENT ON COLUMN happenings.documents IS 'The documents that mention it (documents.document_id), sorted.';
COMMENT ON COLUMN happenings.mentions IS 'The mentions (events.event_id), the best first.';
COMMENT ON COLUMN happenings.event_id IS 'The best mention (events.event_id).';
