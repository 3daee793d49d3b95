-- Which facts stand in a sentence that cites a source, and which one?
SELECT kind, summary, url, title
FROM facts
JOIN citations USING (document_id, sentence_id)
ORDER BY url, kind, summary
LIMIT 50;
