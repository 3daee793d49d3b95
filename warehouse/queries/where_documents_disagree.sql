-- On which events and figures do documents disagree?
SELECT kind, subject, starts_on, ends_on, claims, source_count
FROM corroboration
WHERE agreement = 'disagree'
ORDER BY source_count DESC, kind, subject, starts_on
LIMIT 50;
