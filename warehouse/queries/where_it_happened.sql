-- Where did most happen, and when first and last?
SELECT location, count(*) AS events, min(starts_on) AS first_on, max(ends_on) AS last_on
FROM timeline
WHERE location IS NOT NULL
GROUP BY location
ORDER BY events DESC, location
LIMIT 20;
