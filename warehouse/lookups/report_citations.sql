-- The sources that the sentences of one batch of documents cite.
SELECT DISTINCT document_id, sentence_id, url
FROM citations
WHERE document_id IN (SELECT unnest(?::VARCHAR[]))
ORDER BY document_id, sentence_id, url;
