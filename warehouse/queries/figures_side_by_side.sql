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
FROM figures -- statistics_by_measure without its titles: only those of the ten are looked up
JOIN most USING (subject)
JOIN documents USING (document_id)
ORDER BY measure, unit, coalesce(as_of_start, as_of_end, published_on), statistic_id
LIMIT 50;
