-- The measures of report_measures_order in its order, with their statistics and the surest ones; '' is no measure named.
SELECT
    lower(coalesce(measure, '')) AS group_name,
    coalesce(min(measure), '') AS label,
    count(*) AS facts,
    left(array_to_string(max_by(text, (confidence, statistic_id), 4), '; '), 200) AS sample
FROM statistics
GROUP BY group_name
ORDER BY group_name = '', facts DESC, group_name;
