-- The figures, at most the forty surest, of the six measures with most of them, three or more in one unit (chart of the
-- report). Plain counts of things share a unit and little else, so they are left out.
WITH measures AS (
    SELECT lower(measure) AS folded, min(measure) AS measure, unit, count(*) AS figures
    FROM statistics
    WHERE measure IS NOT NULL AND unit_kind NOT IN ('count', 'duration', 'age')
    GROUP BY folded, unit
    HAVING figures >= 3 AND min(value) < max(value)
    ORDER BY figures DESC, folded, unit
    LIMIT 6
)
SELECT measures.measure, measures.unit, figures, statistic_id, statistics.document_id, value, text, direction
FROM measures
JOIN statistics ON lower(statistics.measure) = measures.folded AND statistics.unit = measures.unit
QUALIFY row_number() OVER (PARTITION BY folded, measures.unit ORDER BY confidence DESC, statistic_id) <= 40
ORDER BY figures DESC, folded, measures.unit, value, statistic_id;
