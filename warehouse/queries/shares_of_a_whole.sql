-- Which shares of a whole are given, largest first?
SELECT measure, comparator, value, whole, counterpart, as_of_start, statistics.text, title
FROM statistics
JOIN documents USING (document_id)
WHERE unit_kind = 'percent' AND direction IS NULL AND (whole IS NOT NULL OR counterpart IS NOT NULL)
ORDER BY value DESC, statistic_id
LIMIT 50;
