-- Rows that name a document, sentence, event, quote or entity that is not there, or that of another document.
WITH parts AS (
    SELECT 'section ' || section_id AS id, document_id FROM sections
    UNION ALL SELECT 'sentence ' || sentence_id, document_id FROM sentences
    UNION ALL SELECT 'mention of ' || entity_id, document_id FROM entity_mentions
),
in_sentences AS (
    SELECT 'event ' || event_id AS id, document_id, sentence_id FROM events
    UNION ALL SELECT 'quote ' || quote_id, document_id, sentence_id FROM quotes
    UNION ALL SELECT 'statistic ' || statistic_id, document_id, sentence_id FROM statistics
    UNION ALL SELECT 'citation ' || citation_id, document_id, sentence_id FROM citations
),
naming_entities AS (
    SELECT 'participant of ' || event_id AS id, entity_id FROM event_participants
    UNION ALL SELECT 'quote ' || quote_id, speaker_entity_id FROM quotes
    UNION ALL SELECT 'mention in ' || document_id, entity_id FROM entity_mentions
)
SELECT id, 'has no document' AS fault FROM parts ANTI JOIN documents USING (document_id)
UNION ALL
SELECT id, 'has no sentence in its document' FROM in_sentences ANTI JOIN sentences USING (document_id, sentence_id)
UNION ALL
SELECT 'participant of ' || event_id, 'has no event in its document'
FROM event_participants ANTI JOIN events USING (document_id, event_id)
UNION ALL
SELECT 'statistic ' || statistic_id, 'has no quote in its document'
FROM statistics ANTI JOIN quotes USING (document_id, quote_id)
WHERE statistics.quote_id IS NOT NULL
UNION ALL
SELECT id, 'has no entity' FROM naming_entities ANTI JOIN entities USING (entity_id)
WHERE entity_id IS NOT NULL
ORDER BY ALL;
