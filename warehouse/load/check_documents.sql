-- Documents whose state differs from `sources`, the source's documents: not removed, not loaded, or under old paths.
-- A document that validation refused whole stands in `refused_documents` instead.
WITH there AS (
    SELECT document_id, cache_key, source_paths FROM documents
    UNION ALL
    SELECT document_id, cache_key, source_paths FROM refused_documents
)
SELECT
    coalesce(d.document_id, s.document_id) AS id,
    CASE
        WHEN s.document_id IS NULL THEN 'is no longer in the source but still in the database'
        WHEN d.document_id IS NULL THEN 'is in the source but was not among the batches to load'
        WHEN d.cache_key <> s.cache_key THEN 'is an outdated extraction, and no newer one was among the batches to load'
        ELSE 'has other paths than in the source'
    END AS fault
FROM there AS d
FULL JOIN sources AS s ON d.document_id = s.document_id
WHERE d.document_id IS NULL
   OR s.document_id IS NULL
   OR d.cache_key <> s.cache_key
   OR d.source_paths <> s.source_paths
ORDER BY id;
