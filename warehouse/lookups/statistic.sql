-- One statistic by its id, with its document and where its sentence begins (factmill why).
SELECT
    fact.*,
    documents.title,
    documents.publisher,
    documents.published_on,
    documents.source_path,
    sentences.char_start AS sentence_start,
    sentences.page
FROM statistics AS fact
JOIN documents USING (document_id)
JOIN sentences USING (sentence_id)
WHERE fact.statistic_id = ?;
