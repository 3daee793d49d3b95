-- The documents that have no signature yet.
SELECT document_id, text FROM documents WHERE document_id NOT IN (SELECT document_id FROM signatures);
