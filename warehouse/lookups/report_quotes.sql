-- The quotes of one batch of documents, with where their sentences begin.
SELECT quotes.*, sentences.char_start AS sentence_start, sentences.page
FROM quotes
JOIN sentences USING (sentence_id)
WHERE quotes.document_id IN (SELECT unnest($documents::VARCHAR[]));
