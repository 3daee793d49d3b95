-- The documents that are not indexed yet, in slices of $at_once.
CREATE OR REPLACE TEMP TABLE unindexed AS
SELECT document_id, (row_number() OVER (ORDER BY document_id) - 1) // $at_once AS slice
FROM documents
WHERE document_id NOT IN (SELECT document_id FROM search_places);
