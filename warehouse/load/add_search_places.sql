-- Indexes the documents that are not indexed yet: those of this load.
INSERT INTO search_places BY NAME
WITH written AS (
    SELECT document_id, sentence_id, ordinal, text
    FROM sentences
    UNION ALL
    SELECT document_id, sentence_id, ordinal, speaker_name AS text
    FROM quotes
    JOIN sentences USING (document_id, sentence_id)
    WHERE speaker_name IS NOT NULL
),
spelled AS (
    SELECT document_id, ordinal, unnest(distinct_words(text)) AS word
    FROM written
    WHERE document_id NOT IN (SELECT document_id FROM search_places)
)
SELECT document_id, word, list_sort(list_distinct(list(ordinal))) AS sentences
FROM spelled
GROUP BY document_id, word
ORDER BY document_id, word;
