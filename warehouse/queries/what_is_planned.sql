-- What is planned, promised or expected, and when?
SELECT starts_on, ends_on, date_text, description, title, published_on
FROM events
JOIN documents USING (document_id)
WHERE factuality = 'planned'
ORDER BY coalesce(starts_on, ends_on) DESC NULLS LAST, description
LIMIT 50;
