-- The first files that never became a document (the report's gaps).
SELECT source_path, code, detail
FROM rejects
WHERE document_id IS NULL
ORDER BY source_path, code
LIMIT 50;
