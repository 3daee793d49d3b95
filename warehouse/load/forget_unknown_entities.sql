-- Where validation refused every mention of an entity, the document's rows cannot name it any more.
UPDATE event_participants SET entity_id = NULL
WHERE entity_id IS NOT NULL
  AND (document_id, entity_id) NOT IN (SELECT (document_id, entity_id) FROM entity_mentions);

UPDATE quotes SET speaker_entity_id = NULL
WHERE speaker_entity_id IS NOT NULL
  AND (document_id, speaker_entity_id) NOT IN (SELECT (document_id, entity_id) FROM entity_mentions);
