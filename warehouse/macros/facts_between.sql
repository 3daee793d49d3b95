CREATE OR REPLACE MACRO facts_between(from_day, to_day) AS TABLE
SELECT *
FROM facts
WHERE coalesce(starts_on, ends_on) IS NOT NULL
  AND coalesce(starts_on, DATE '0001-01-01') <= to_day::DATE
  AND coalesce(ends_on, DATE '9999-12-31') >= from_day::DATE
ORDER BY coalesce(starts_on, ends_on), coalesce(ends_on, DATE '9999-12-31'), fact_id;

COMMENT ON MACRO TABLE facts_between IS 'The facts whose interval meets the days from the first to the last, both inclusive; "since 2014" goes on without end, "until 2004" has no beginning, and facts without a date are left out. Columns: those of the view facts.';
