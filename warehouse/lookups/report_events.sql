-- The events of one batch of documents, with who takes part and where their sentences begin.
WITH taking_part AS (
    SELECT
        event_id,
        string_agg(coalesce(name, text), ', ' ORDER BY char_start) FILTER (role = 'actor') AS actors,
        string_agg(coalesce(name, text), ', ' ORDER BY char_start) FILTER (role = 'recipient') AS recipients,
        string_agg(coalesce(name, text), ', ' ORDER BY char_start) FILTER (role = 'other') AS others
    FROM event_participants
    WHERE document_id IN (SELECT unnest($documents::VARCHAR[]))
    GROUP BY event_id
)
SELECT events.*, actors, recipients, others, sentences.char_start AS sentence_start, sentences.page
FROM events
LEFT JOIN taking_part USING (event_id)
JOIN sentences USING (sentence_id)
WHERE events.document_id IN (SELECT unnest($documents::VARCHAR[]));
