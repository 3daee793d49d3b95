-- Whose words are reported most, and in how many documents?
SELECT
    name,
    count(*) AS quotes,
    count(*) FILTER (kind <> 'indirect') AS with_own_words,
    count(DISTINCT document_id) AS documents
FROM who_said_what
WHERE name IS NOT NULL
GROUP BY name
ORDER BY quotes DESC, name
LIMIT 20;
