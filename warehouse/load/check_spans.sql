-- The span proof: rows of the documents that run $run_id loaded whose words are not those of the text at their offsets.
WITH spans AS (
    SELECT 'sentence ' || sentence_id AS id, document_id, char_start, char_end, text FROM sentences
    UNION ALL SELECT 'mention of ' || entity_id, document_id, char_start, char_end, text FROM entity_mentions
    UNION ALL SELECT 'event ' || event_id, document_id, char_start, char_end, text FROM events
    UNION ALL SELECT 'trigger of ' || event_id, document_id, trigger_start, trigger_end, trigger FROM events
    UNION ALL SELECT 'date of ' || event_id, document_id, date_start, date_end, date_text FROM events
    UNION ALL SELECT 'participant of ' || event_id, document_id, char_start, char_end, text FROM event_participants
    UNION ALL SELECT 'quote ' || quote_id, document_id, char_start, char_end, text FROM quotes
    UNION ALL SELECT 'speaker of ' || quote_id, document_id, speaker_start, speaker_end, speaker FROM quotes
    UNION ALL SELECT 'statistic ' || statistic_id, document_id, char_start, char_end, text FROM statistics
    UNION ALL SELECT 'citation ' || citation_id, document_id, char_start, char_end, text FROM citations
)
SELECT s.id, 'does not have the words of its document at ' || s.char_start || ' to ' || s.char_end AS fault
FROM spans AS s
JOIN documents AS d USING (document_id)
WHERE d.run_id = $run_id
  AND s.text IS DISTINCT FROM substr(d.text, s.char_start + 1, s.char_end - s.char_start)
  AND NOT (s.text IS NULL AND s.char_start IS NULL)
ORDER BY s.id;
