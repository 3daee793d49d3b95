-- All statistics by what they measure, the most frequent first, figures of one unit side by side: ids and groups alone, as
-- a list is sorted whole and read page by page.
SELECT statistic_id AS id, lower(coalesce(measure, '')) AS group_name
FROM statistics
JOIN documents USING (document_id)
ORDER BY
    group_name = '', count(*) OVER (PARTITION BY group_name) DESC, group_name, unit_kind, unit, as_of_start NULLS LAST,
    published_on NULLS LAST, document_id, char_start, statistic_id;
