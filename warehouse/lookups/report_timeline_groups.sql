-- The years of report_timeline in its order, with their events; '' is no date.
SELECT coalesce(year(coalesce(starts_on, ends_on))::VARCHAR, '') AS group_name, group_name AS label, count(*) AS facts, '' AS sample
FROM events
GROUP BY group_name
ORDER BY min(coalesce(starts_on, ends_on)) NULLS LAST;
