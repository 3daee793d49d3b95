-- The headings of one batch of documents, in reading order.
SELECT document_id, heading, level, char_start, is_empty
FROM sections
WHERE document_id IN (SELECT unnest(?::VARCHAR[]))
ORDER BY document_id, ordinal;
