-- The documents of one batch with their texts (a page of the report each).
SELECT * FROM documents WHERE document_id IN (SELECT unnest(?::VARCHAR[]));
