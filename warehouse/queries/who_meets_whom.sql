-- Which two names take part in the same events most often?
SELECT a.name AS one, b.name AS other, count(DISTINCT a.event_id) AS events
FROM event_participants AS a
JOIN event_participants AS b ON b.event_id = a.event_id AND a.name < b.name
GROUP BY one, other
ORDER BY events DESC, one, other
LIMIT 20;
