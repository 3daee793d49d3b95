-- Every run sees all files, so its refused files replace those of the run before.
DELETE FROM rejects WHERE document_id IS NULL;
