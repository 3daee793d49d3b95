-- Events that lie within one month, by month and factuality in the two years that hold most of them (chart of the report).
WITH
dated AS (
    SELECT date_trunc('month', starts_on)::DATE AS month, factuality
    FROM timeline
    WHERE date_trunc('month', starts_on) = date_trunc('month', ends_on)
),
months AS (SELECT month, count(*) AS events FROM dated GROUP BY month),
windows AS (
    SELECT
        month AS last,
        sum(events) OVER (ORDER BY month RANGE BETWEEN INTERVAL 23 MONTHS PRECEDING AND CURRENT ROW) AS events
    FROM months
),
chosen AS (SELECT last FROM windows ORDER BY events DESC, last DESC LIMIT 1)
SELECT dated.month, factuality, count(*) AS events
FROM dated, chosen
WHERE dated.month BETWEEN last - INTERVAL 23 MONTHS AND last
GROUP BY dated.month, factuality
ORDER BY dated.month, factuality;
