-- What the next run need not do again, as validation refused it by the same $expectations.
SELECT document_id, cache_key, source_paths FROM refused_documents WHERE expectations = $expectations;
