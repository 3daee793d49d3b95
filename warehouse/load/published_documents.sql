-- What the next run need not do again.
SELECT document_id, cache_key, source_paths FROM documents;
