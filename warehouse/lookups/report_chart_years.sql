-- Events by year and factuality in the fifty years that hold most of them (chart of the report).
WITH
dated AS (SELECT year(coalesce(starts_on, ends_on)) AS year, factuality FROM timeline),
years AS (SELECT year, count(*) AS events FROM dated WHERE year IS NOT NULL GROUP BY year),
windows AS (
    SELECT year AS last, sum(events) OVER (ORDER BY year RANGE BETWEEN 49 PRECEDING AND CURRENT ROW) AS events FROM years
),
chosen AS (SELECT last FROM windows ORDER BY events DESC, last DESC LIMIT 1)
SELECT dated.year, factuality, count(*) AS events
FROM dated, chosen
WHERE dated.year BETWEEN last - 49 AND last
GROUP BY dated.year, factuality
ORDER BY dated.year, factuality;
