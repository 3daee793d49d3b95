-- The published documents that make room: those to be loaded anew, and those that the source has no more.
CREATE TEMP TABLE leaving AS
WITH there AS (
    SELECT document_id FROM documents
    UNION
    SELECT document_id FROM refused_documents
)
SELECT document_id
FROM there
WHERE document_id IN (SELECT document_id FROM loading) OR document_id NOT IN (SELECT document_id FROM sources);
