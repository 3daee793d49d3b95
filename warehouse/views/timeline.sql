CREATE OR REPLACE VIEW timeline AS
SELECT
    starts_on,
    ends_on,
    date_precision,
    date_qualifier,
    description,
    event_type,
    trigger,
    location,
    participants,
    factuality,
    disputed,
    state,
    mention_count,
    document_count,
    source_count,
    documents,
    mentions,
    date_edtf,
    confidence,
    event_id,
    happening_id
FROM happenings
WHERE factuality <> 'negated'
ORDER BY coalesce(starts_on, ends_on), coalesce(ends_on, DATE '9999-12-31'), happening_id;

COMMENT ON VIEW timeline IS 'One row per real-world event, in order of dates, its mentions in all documents merged; what did not happen is left out.';
COMMENT ON COLUMN timeline.starts_on IS 'First day of the interval, inclusive, by the best mention; NULL where open.';
COMMENT ON COLUMN timeline.ends_on IS 'Last day of the interval, inclusive, by the best mention; NULL where open.';
COMMENT ON COLUMN timeline.date_precision IS 'How exact the date is: day, week, month, quarter, season, half, year, decade, century or range.';
COMMENT ON COLUMN timeline.date_qualifier IS 'How the event relates to the date: in, since, until, before, after or around.';
COMMENT ON COLUMN timeline.description IS 'The event in the words of the best mention: a fact before a plan, then the most precise, then the surest.';
COMMENT ON COLUMN timeline.event_type IS 'Root class of the PLOVER event ontology; NULL where none fits.';
COMMENT ON COLUMN timeline.trigger IS 'The word that names what happens, in the best mention.';
COMMENT ON COLUMN timeline.location IS 'Place of the event in the best mention; NULL where it names none.';
COMMENT ON COLUMN timeline.participants IS 'Names of all who take part by any mention, sorted.';
COMMENT ON COLUMN timeline.factuality IS 'asserted where one mention asserts it, else planned.';
COMMENT ON COLUMN timeline.disputed IS 'Whether one source asserts it or plans for it and another denies it.';
COMMENT ON COLUMN timeline.state IS 'Whether this is a state that holds at the date and not a happening.';
COMMENT ON COLUMN timeline.mention_count IS 'Number of mentions merged into the row.';
COMMENT ON COLUMN timeline.document_count IS 'Number of documents that mention it, copies included.';
COMMENT ON COLUMN timeline.source_count IS 'Number of independent documents that mention it: a text and its copies (documents.duplicate_of) count once, and so do those that copy a sentence.';
COMMENT ON COLUMN timeline.documents IS 'The documents that mention it (documents.document_id), sorted.';
COMMENT ON COLUMN timeline.mentions IS 'The mentions (events.event_id), the best first.';
COMMENT ON COLUMN timeline.date_edtf IS 'The date in EDTF (ISO 8601-2); NULL where EDTF has no way to say it.';
COMMENT ON COLUMN timeline.confidence IS 'Confidence of the best mention, from 0 to 1.';
COMMENT ON COLUMN timeline.event_id IS 'The best mention (events.event_id): what `factmill why` takes.';
COMMENT ON COLUMN timeline.happening_id IS 'Identifies the row (happenings.happening_id).';
