-- What figures are given for the measures that come up most?
WITH most AS (
    SELECT subject
    FROM figures
    WHERE unit_kind <> 'count' OR contains(measure, ' ') -- not "people" or "countries" as such
    GROUP BY subject
    HAVING count(*) > 1
    ORDER BY count(*) DESC, subject
    LIMIT 10
)
SELECT measure, unit, comparator, value, value_high, as_of_start, as_of_end, claimed_by, title
FROM statistics_by_measure
WHERE subject IN (FROM most)
LIMIT 50;
