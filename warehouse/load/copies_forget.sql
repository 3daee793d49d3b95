-- What rests on a signature that is gone is forgotten: these documents are compared anew.
UPDATE documents SET duplicate_of = NULL, similarity = NULL
WHERE duplicate_of IS NOT NULL
  AND (
      document_id NOT IN (SELECT document_id FROM signatures)
      OR duplicate_of NOT IN (SELECT document_id FROM signatures)
  );
