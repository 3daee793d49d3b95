-- The measures of report_measures in its order, with their statistics; '' is no measure named.
SELECT lower(coalesce(measure, '')) AS group_name, count(*) AS facts
FROM statistics
GROUP BY group_name
ORDER BY group_name = '', facts DESC, group_name;
