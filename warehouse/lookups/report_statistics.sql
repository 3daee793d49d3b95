-- The statistics of one batch of documents, with who claims them and where their sentences begin.
SELECT
    statistics.*,
    coalesce(quotes.speaker_name, quotes.speaker) AS claimed_by,
    sentences.char_start AS sentence_start, sentences.page
FROM statistics
LEFT JOIN quotes USING (quote_id)
JOIN sentences ON sentences.sentence_id = statistics.sentence_id
WHERE statistics.document_id IN (SELECT unnest($documents::VARCHAR[]));
