-- What began at some time and is said to go on since?
SELECT starts_on, date_precision, description, document_count
FROM timeline
WHERE date_qualifier IN ('since', 'after') AND ends_on IS NULL
ORDER BY starts_on, description
LIMIT 50;
