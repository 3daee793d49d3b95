-- What was refused in one batch of documents, in reading order.
SELECT document_id, kind, text, char_start, code, detail
FROM rejects
WHERE document_id IN (SELECT unnest(?::VARCHAR[]))
ORDER BY document_id, char_start NULLS FIRST, reject_id;
