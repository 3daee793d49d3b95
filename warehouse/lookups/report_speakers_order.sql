-- All quotes by speaker, those who say most first, each in the order of publication: ids and groups alone, as a list is
-- sorted whole and read page by page.
SELECT quote_id AS id, coalesce(speaker_name, speaker, '') AS group_name
FROM quotes
JOIN documents USING (document_id)
ORDER BY
    group_name = '', count(*) OVER (PARTITION BY group_name) DESC, group_name, published_on NULLS LAST, document_id,
    char_start, quote_id;
