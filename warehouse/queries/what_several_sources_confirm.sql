-- What do several documents tell independently of each other?
SELECT kind, subject, starts_on, ends_on, source_count, document_count
FROM corroboration
WHERE agreement = 'agree'
ORDER BY source_count DESC, kind, subject, starts_on
LIMIT 50;
