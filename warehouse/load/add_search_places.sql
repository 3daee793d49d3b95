-- Indexes one slice of the documents that `find_unindexed` found.
INSERT INTO search_places BY NAME
WITH wanted AS (
    SELECT document_id FROM unindexed WHERE slice = $slice
),
written AS (
    SELECT document_id, sentence_id, ordinal, text
    FROM sentences
    JOIN wanted USING (document_id)
    UNION ALL
    SELECT document_id, sentence_id, ordinal, speaker_name AS text
    FROM quotes
    JOIN sentences USING (document_id, sentence_id)
    JOIN wanted USING (document_id)
    WHERE speaker_name IS NOT NULL
),
spelled AS (
    SELECT document_id, ordinal, unnest(distinct_words(text)) AS word
    FROM written
)
SELECT document_id, word, list_sort(list_distinct(list(ordinal))) AS sentences
FROM spelled
GROUP BY document_id, word
ORDER BY document_id, word;
