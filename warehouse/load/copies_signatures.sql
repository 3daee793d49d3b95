-- The signatures of all documents in their order.
SELECT signature, char_count FROM documents_in_order JOIN signatures USING (document_id) ORDER BY place;
