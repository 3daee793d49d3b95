-- Three statistics to look at after a run: the surest ones, shares and money before mere counts.
SELECT comparator, value, unit, measure, text
FROM statistics
ORDER BY unit_kind NOT IN ('percent', 'money'), measure IS NULL, confidence DESC, statistic_id
LIMIT 3;
