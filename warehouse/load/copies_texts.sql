-- The texts of the documents that stand at $places.
SELECT place, text
FROM documents
JOIN documents_in_order USING (document_id)
WHERE place IN (SELECT unnest($places));
