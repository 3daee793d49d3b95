-- One page of documents with their counts and gaps (the report's list of documents). A heading is a gap where neither a
-- text nor a deeper heading follows it.
WITH
wanted AS (SELECT unnest($ids::VARCHAR[]) AS document_id),
event_counts AS (SELECT document_id, count(*) AS events FROM events SEMI JOIN wanted USING (document_id) GROUP BY document_id),
quote_counts AS (SELECT document_id, count(*) AS quotes FROM quotes SEMI JOIN wanted USING (document_id) GROUP BY document_id),
statistic_counts AS (
    SELECT document_id, count(*) AS statistics FROM statistics SEMI JOIN wanted USING (document_id) GROUP BY document_id
),
reject_counts AS (SELECT document_id, count(*) AS rejects FROM rejects SEMI JOIN wanted USING (document_id) GROUP BY document_id),
headings AS (
    SELECT document_id, is_empty, level >= coalesce(lead(level) OVER (PARTITION BY document_id ORDER BY ordinal), 0) AS is_leaf
    FROM sections
    SEMI JOIN wanted USING (document_id)
),
gaps AS (SELECT document_id, count(*) AS empty_sections FROM headings WHERE is_empty AND is_leaf GROUP BY document_id)
SELECT
    document_id AS id,
    document_id,
    coalesce(title, source_path) AS title,
    publisher,
    author,
    published_on,
    source_path,
    word_count,
    duplicate_of,
    (SELECT coalesce(original.title, original.source_path) FROM documents AS original WHERE original.document_id = documents.duplicate_of)
        AS original,
    similarity,
    coalesce(events, 0) AS events,
    coalesce(quotes, 0) AS quotes,
    coalesce(statistics, 0) AS statistics,
    coalesce(rejects, 0) AS rejects,
    coalesce(empty_sections, 0) AS empty_sections
FROM documents
SEMI JOIN wanted USING (document_id)
LEFT JOIN event_counts USING (document_id)
LEFT JOIN quote_counts USING (document_id)
LEFT JOIN statistic_counts USING (document_id)
LEFT JOIN reject_counts USING (document_id)
LEFT JOIN gaps USING (document_id);
