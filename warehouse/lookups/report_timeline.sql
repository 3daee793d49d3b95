-- One page of real-world events, each as its best mention tells it, with all who take part by any mention, and the first
-- mentions in other words (the report's timeline).
WITH
listed AS (SELECT * FROM timeline WHERE happening_id IN (SELECT unnest($ids::VARCHAR[]))),
told AS (SELECT happening_id, unnest(mentions[2:7]) AS event_id, generate_subscripts(mentions[2:7], 1) AS place FROM listed),
others AS (
    SELECT
        happening_id,
        list(
            {'event_id': event_id, 'document_id': document_id, 'title': coalesce(title, source_path)}
            ORDER BY place
        ) AS mentions
    FROM told
    JOIN events USING (event_id)
    JOIN documents USING (document_id)
    GROUP BY happening_id
)
SELECT
    listed.happening_id AS id,
    events.*,
    array_to_string(listed.participants, ', ') AS actors,
    NULL AS recipients,
    NULL AS others,
    disputed,
    mention_count,
    document_count,
    coalesce(others.mentions, []) AS mentions,
    sentences.char_start AS sentence_start,
    sentences.page,
    coalesce(documents.title, documents.source_path) AS title,
    documents.published_on
FROM listed
JOIN events USING (event_id)
JOIN sentences USING (sentence_id)
JOIN documents ON documents.document_id = events.document_id
LEFT JOIN others USING (happening_id);
