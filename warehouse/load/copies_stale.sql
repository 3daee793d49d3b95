-- Signatures of documents that are gone or of another method go.
DELETE FROM signatures WHERE method <> $method OR document_id NOT IN (SELECT document_id FROM documents);
