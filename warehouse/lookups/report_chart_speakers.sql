-- Quotes by kind of the fifteen who say most (chart of the report).
WITH speakers AS (
    SELECT coalesce(speaker_name, speaker) AS speaker, count(*) AS quotes
    FROM quotes
    WHERE coalesce(speaker_name, speaker) IS NOT NULL
    GROUP BY ALL
    ORDER BY quotes DESC, speaker
    LIMIT 15
)
SELECT speakers.speaker, kind, count(*) AS quotes
FROM speakers
JOIN quotes ON coalesce(quotes.speaker_name, quotes.speaker) = speakers.speaker
GROUP BY speakers.speaker, kind
ORDER BY max(speakers.quotes) DESC, speakers.speaker, kind;
