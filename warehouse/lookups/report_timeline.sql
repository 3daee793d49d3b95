-- All events in the order of their dates, undated ones last (the report's timeline).
WITH taking_part AS (
    SELECT
        event_id,
        string_agg(coalesce(name, text), ', ' ORDER BY char_start) FILTER (role = 'actor') AS actors,
        string_agg(coalesce(name, text), ', ' ORDER BY char_start) FILTER (role = 'recipient') AS recipients,
        string_agg(coalesce(name, text), ', ' ORDER BY char_start) FILTER (role = 'other') AS others
    FROM event_participants
    GROUP BY event_id
)
SELECT
    events.*,
    actors,
    recipients,
    others,
    sentences.char_start AS sentence_start,
    coalesce(documents.title, documents.source_path) AS title,
    documents.published_on,
    coalesce(year(coalesce(starts_on, ends_on))::VARCHAR, '') AS group_name
FROM events
LEFT JOIN taking_part USING (event_id)
JOIN sentences USING (sentence_id)
JOIN documents ON documents.document_id = events.document_id
ORDER BY coalesce(starts_on, ends_on) NULLS LAST, ends_on NULLS LAST, documents.document_id, events.char_start, event_id;
