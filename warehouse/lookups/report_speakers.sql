-- One page of quotes (the report's who said what).
SELECT
    quote_id AS id,
    quotes.*,
    sentences.char_start AS sentence_start,
    sentences.page,
    coalesce(documents.title, documents.source_path) AS title,
    documents.published_on
FROM quotes
JOIN sentences USING (sentence_id)
JOIN documents ON documents.document_id = quotes.document_id
WHERE quote_id IN (SELECT unnest($ids::VARCHAR[]));
