-- Pairs that an earlier load has compared and found to be a copy and its original.
SELECT earlier.place, later.place, similarity
FROM documents
JOIN documents_in_order AS later ON later.document_id = documents.document_id
JOIN documents_in_order AS earlier ON earlier.document_id = documents.duplicate_of;
