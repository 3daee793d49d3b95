-- The years of report_timeline_order in its order, with their events.
SELECT
    year(coalesce(starts_on, ends_on))::VARCHAR AS group_name,
    if(length(group_name) < 4, 'AD ', '') || group_name AS label,
    count(*) AS facts,
    '' AS sample
FROM timeline
GROUP BY group_name
ORDER BY min(coalesce(starts_on, ends_on));
