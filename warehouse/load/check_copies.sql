-- Copies of a document that is not there or is a copy itself, and copies that are not said to be alike.
SELECT
    copy.document_id AS id,
    CASE
        WHEN original.document_id IS NULL THEN 'is a copy of a document that is not there'
        WHEN original.duplicate_of IS NOT NULL THEN 'is a copy of a copy'
        ELSE 'is a copy without a similarity, or has one without being a copy'
    END AS fault
FROM documents AS copy
LEFT JOIN documents AS original ON original.document_id = copy.duplicate_of
WHERE (copy.duplicate_of IS NOT NULL AND (original.document_id IS NULL OR original.duplicate_of IS NOT NULL))
   OR (copy.duplicate_of IS NULL) <> (copy.similarity IS NULL)
ORDER BY id;
