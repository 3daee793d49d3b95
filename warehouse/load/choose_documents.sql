-- Which documents to load from which batch: those that the source has as they were extracted, each once, and rather as
-- a document than as one that validation refused. What a killed run staged of files that have changed since stays out.
CREATE TEMP TABLE loading AS
SELECT document_id, cache_key, batch, is_refused, expectations
FROM staged
JOIN sources USING (document_id, cache_key)
QUALIFY row_number() OVER (PARTITION BY document_id ORDER BY is_refused, batch) = 1;
