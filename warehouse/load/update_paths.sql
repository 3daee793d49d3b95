-- Gives documents the paths that the source has them under now; `sources` holds document_id and source_paths.
UPDATE refused_documents
SET source_paths = sources.source_paths
FROM sources
WHERE refused_documents.document_id = sources.document_id
  AND refused_documents.source_paths IS DISTINCT FROM sources.source_paths;

UPDATE documents
SET source_paths = sources.source_paths,
    source_path = sources.source_paths[1]
FROM sources
WHERE documents.document_id = sources.document_id
  AND documents.source_paths IS DISTINCT FROM sources.source_paths;
