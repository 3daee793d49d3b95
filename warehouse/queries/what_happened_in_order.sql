-- What happened, in order of time, and how many documents tell it?
SELECT starts_on, ends_on, date_precision, description, document_count
FROM timeline
WHERE factuality = 'asserted' AND NOT state
LIMIT 50;
