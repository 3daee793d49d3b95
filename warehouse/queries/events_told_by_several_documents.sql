-- Which events are told by more than one document?
SELECT starts_on, ends_on, description, location, mention_count, document_count
FROM timeline
WHERE document_count > 1
ORDER BY document_count DESC, mention_count DESC, starts_on, description
LIMIT 50;
