-- Documents in the order in which they appeared: an original stands before its copies. Of one day the longest comes
-- first, as copies are cut more often than they are extended; undated ones come last.
CREATE OR REPLACE TEMP TABLE documents_in_order AS
SELECT
    row_number() OVER (ORDER BY published_on NULLS LAST, word_count DESC, document_id) - 1 AS place,
    document_id,
    char_count
FROM documents;
