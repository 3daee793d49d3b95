-- What did the person who is quoted most say in their own words?
WITH most_quoted AS (
    SELECT speaker_name
    FROM quotes
    WHERE speaker_kind = 'person' AND kind = 'direct' AND speaker_name IS NOT NULL
    GROUP BY speaker_name
    ORDER BY count(*) DESC, speaker_name
    LIMIT 1
)
SELECT name, said_on_start AS said_on, words, title
FROM who_said_what
WHERE speaker_name IN (FROM most_quoted) AND kind = 'direct'
ORDER BY said_on, words
LIMIT 50;
