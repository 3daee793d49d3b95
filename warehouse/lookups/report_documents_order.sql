-- All documents, the newest first: their ids, groups and lengths alone, as a list is sorted whole and read page by page.
SELECT document_id AS id, coalesce(year(published_on)::VARCHAR, '') AS group_name, char_count
FROM documents
ORDER BY published_on DESC NULLS LAST, title, document_id;
