-- All real-world events in the order of their dates: ids and years alone, as a list is sorted whole and read page by page.
SELECT happening_id AS id, year(coalesce(starts_on, ends_on))::VARCHAR AS group_name
FROM timeline
ORDER BY coalesce(starts_on, ends_on), coalesce(ends_on, DATE '9999-12-31'), happening_id;
