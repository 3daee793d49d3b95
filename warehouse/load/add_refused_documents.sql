-- Remembers the documents of this load that validation refused.
INSERT INTO refused_documents BY NAME
SELECT document_id, cache_key, source_paths, expectations, $run_id AS run_id
FROM loading
JOIN sources USING (document_id, cache_key)
WHERE is_refused;
