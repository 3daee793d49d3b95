-- One page of statistics (the report's measures).
SELECT
    statistic_id AS id,
    statistics.*,
    coalesce(quotes.speaker_name, quotes.speaker) AS claimed_by,
    sentences.char_start AS sentence_start,
    sentences.page,
    coalesce(documents.title, documents.source_path) AS title,
    documents.published_on
FROM statistics
LEFT JOIN quotes USING (quote_id)
JOIN sentences ON sentences.sentence_id = statistics.sentence_id
JOIN documents ON documents.document_id = statistics.document_id
WHERE statistic_id IN (SELECT unnest($ids::VARCHAR[]));
