-- Which texts are copies of another one, and how much of the words is the same?
SELECT
    copy.title,
    copy.publisher,
    copy.published_on,
    round(copy.similarity, 2) AS similarity,
    original.title AS original_title,
    original.publisher AS original_publisher,
    original.published_on AS original_published_on
FROM documents AS copy
JOIN documents AS original ON original.document_id = copy.duplicate_of
ORDER BY copy.similarity DESC, copy.document_id
LIMIT 50;
