-- Which figures are somebody's claim and not the document's own?
SELECT claimed_by, measure, comparator, value, unit, text, title
FROM statistics_by_measure
WHERE claimed_by IS NOT NULL
ORDER BY claimed_by, measure, value
LIMIT 50;
