CREATE OR REPLACE MACRO why(id) AS TABLE
SELECT
    facts.fact_id,
    facts.kind,
    facts.text,
    facts.summary,
    facts.sentence,
    facts.section,
    facts.title,
    facts.publisher,
    facts.published_on,
    documents.source_path,
    sentences.page,
    facts.starts_on,
    facts.ends_on,
    CASE facts.kind
        WHEN 'event' THEN CASE events.date_basis
            WHEN 'explicit' THEN 'the date is written out in full'
            WHEN 'context' THEN 'a part of the date comes from ' || coalesce('"' || events.date_anchor || '"', 'its context')
            WHEN 'document_date' THEN 'the date leans on the document''s own date, ' || coalesce(facts.published_on::VARCHAR, 'unknown')
            WHEN 'relative' THEN 'the date is counted from ' || coalesce('"' || events.date_anchor || '"', 'its context')
        END
        WHEN 'quote' THEN CASE
            WHEN quotes.speaker IS NULL THEN 'the text names nobody: no speaker is better than a guess'
            WHEN quotes.speaker_name <> quotes.speaker THEN '"' || quotes.speaker || '" stands for ' || quotes.speaker_name
            ELSE 'the speaker is named in the attribution'
        END
        WHEN 'statistic' THEN CASE
            WHEN statistics.quote_id IS NULL THEN 'stated by the text itself'
            ELSE 'claimed by ' || coalesce(claims.speaker_name, claims.speaker, 'somebody unnamed') || ' in ' || statistics.quote_id
        END
    END AS how,
    facts.rule,
    facts.confidence,
    facts.document_id,
    facts.sentence_id,
    facts.char_start,
    facts.char_end
-- The id alone in a query of its own: why(facts.fact_id) beside a table means that table's column, and no other.
FROM (SELECT id AS wanted_id) AS wanted
JOIN facts ON facts.fact_id = wanted_id
JOIN documents USING (document_id)
JOIN sentences USING (sentence_id)
LEFT JOIN events ON events.event_id = facts.fact_id
LEFT JOIN quotes ON quotes.quote_id = facts.fact_id
LEFT JOIN statistics ON statistics.statistic_id = facts.fact_id
LEFT JOIN quotes AS claims ON claims.quote_id = statistics.quote_id;

COMMENT ON MACRO TABLE why IS 'One fact of any kind by its id: its words, its sentence and document, the rule that made it, and how its date or speaker was resolved. An id that is not there gives no row.';
