-- Writes down whose copy each document is; `copies` has the places of both and their similarity.
UPDATE documents
SET duplicate_of = found.duplicate_of,
    similarity = found.similarity
FROM (
    SELECT later.document_id, earlier.document_id AS duplicate_of, similarity
    FROM documents_in_order AS later
    LEFT JOIN copies USING (place)
    LEFT JOIN documents_in_order AS earlier ON earlier.place = copies.original
) AS found
WHERE documents.document_id = found.document_id
  AND (
      documents.duplicate_of IS DISTINCT FROM found.duplicate_of
      OR documents.similarity IS DISTINCT FROM found.similarity
  );

DROP TABLE documents_in_order;
