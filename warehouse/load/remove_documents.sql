-- Deletes what belongs to the documents of table `leaving` (document_id).
DELETE FROM sections WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM sentences WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM entity_mentions WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM events WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM event_participants WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM quotes WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM statistics WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM citations WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM search_places WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM rejects WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM refused_documents WHERE document_id IN (SELECT document_id FROM leaving);
DELETE FROM documents WHERE document_id IN (SELECT document_id FROM leaving);
