-- All statistics by what they measure, the most frequent first, figures of one unit side by side (the report's measures).
SELECT
    statistics.*,
    coalesce(quotes.speaker_name, quotes.speaker) AS claimed_by,
    sentences.char_start AS sentence_start,
    coalesce(documents.title, documents.source_path) AS title,
    documents.published_on,
    lower(coalesce(measure, '')) AS group_name,
    count(*) OVER (PARTITION BY lower(coalesce(measure, ''))) AS facts
FROM statistics
LEFT JOIN quotes USING (quote_id)
JOIN sentences ON sentences.sentence_id = statistics.sentence_id
JOIN documents ON documents.document_id = statistics.document_id
ORDER BY
    group_name = '', facts DESC, group_name, unit_kind, unit, as_of_start NULLS LAST, documents.published_on NULLS LAST,
    documents.document_id, statistics.char_start, statistic_id;
