CREATE OR REPLACE VIEW facts AS
WITH all_facts AS (
    SELECT
        event_id AS fact_id, 'event' AS kind, description AS summary, starts_on, ends_on,
        document_id, sentence_id, char_start, char_end, text, sentence, section, confidence, rule, run_id
    FROM events
    UNION ALL BY NAME
    SELECT
        quote_id AS fact_id, 'quote' AS kind, concat(coalesce(speaker_name, speaker, 'somebody'), ': ', text) AS summary,
        said_on_start AS starts_on, said_on_end AS ends_on,
        document_id, sentence_id, char_start, char_end, text, sentence, section, confidence, rule, run_id
    FROM quotes
    UNION ALL BY NAME
    SELECT
        statistic_id AS fact_id, 'statistic' AS kind, concat_ws(': ', measure, text) AS summary,
        as_of_start AS starts_on, as_of_end AS ends_on,
        document_id, sentence_id, char_start, char_end, text, sentence, section, confidence, rule, run_id
    FROM statistics
)
SELECT
    fact_id,
    kind,
    summary,
    starts_on,
    ends_on,
    all_facts.text,
    sentence,
    section,
    title,
    publisher,
    published_on,
    document_id,
    sentence_id,
    char_start,
    char_end,
    confidence,
    rule,
    all_facts.run_id
FROM all_facts
JOIN documents USING (document_id);

COMMENT ON VIEW facts IS 'Events, quotes and statistics in one list, each with its sentence and document.';
COMMENT ON COLUMN facts.fact_id IS 'event_id, quote_id or statistic_id: what `factmill why` takes.';
COMMENT ON COLUMN facts.kind IS 'event, quote or statistic.';
COMMENT ON COLUMN facts.summary IS 'The fact in one line: what happened, who said what, what was measured.';
COMMENT ON COLUMN facts.starts_on IS 'First day of the event, of the saying, or of what the figure holds for; NULL where unknown or open.';
COMMENT ON COLUMN facts.ends_on IS 'Last day of the event, of the saying, or of what the figure holds for; NULL where unknown or open.';
COMMENT ON COLUMN facts.text IS 'The fact as written: documents.text from char_start to char_end.';
COMMENT ON COLUMN facts.sentence IS 'Text of the sentence the fact begins in.';
COMMENT ON COLUMN facts.section IS 'Heading path the fact stands under, '''' where there is none.';
COMMENT ON COLUMN facts.title IS 'Title of the document; NULL where unknown.';
COMMENT ON COLUMN facts.publisher IS 'Publisher of the document; NULL where unknown.';
COMMENT ON COLUMN facts.published_on IS 'Day of publication of the document; NULL where unknown.';
COMMENT ON COLUMN facts.document_id IS 'The document (documents.document_id).';
COMMENT ON COLUMN facts.sentence_id IS 'The sentence the fact begins in (sentences.sentence_id).';
COMMENT ON COLUMN facts.char_start IS 'Where the fact begins: offset in documents.text, in code points.';
COMMENT ON COLUMN facts.char_end IS 'Where the fact ends: offset in documents.text, in code points, exclusive.';
COMMENT ON COLUMN facts.confidence IS 'How far the rule can be trusted, from 0 to 1.';
COMMENT ON COLUMN facts.rule IS 'Name of the rule that made the row.';
COMMENT ON COLUMN facts.run_id IS 'The run that loaded the row (runs.run_id).';
