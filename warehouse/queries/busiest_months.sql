-- In which months did most happen?
SELECT date_trunc('month', starts_on)::DATE AS month, count(*) AS events, sum(mention_count)::BIGINT AS mentions
FROM timeline
WHERE last_day(starts_on) = last_day(ends_on)
GROUP BY month
ORDER BY events DESC, month
LIMIT 20;
