-- All quotes by speaker, those who say most first, each in the order of publication (the report's who said what).
SELECT
    quotes.*,
    sentences.char_start AS sentence_start,
    coalesce(documents.title, documents.source_path) AS title,
    documents.published_on,
    coalesce(speaker_name, speaker, '') AS group_name,
    count(*) OVER (PARTITION BY coalesce(speaker_name, speaker, '')) AS facts
FROM quotes
JOIN sentences USING (sentence_id)
JOIN documents ON documents.document_id = quotes.document_id
ORDER BY
    group_name = '', facts DESC, group_name, documents.published_on NULLS LAST, documents.document_id, quotes.char_start, quote_id;
