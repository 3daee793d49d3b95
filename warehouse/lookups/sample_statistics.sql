-- Three statistics to look at after a run: the surest ones.
SELECT comparator, value, unit, measure, text
FROM statistics
ORDER BY confidence DESC, statistic_id
LIMIT 3;
