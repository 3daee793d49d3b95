-- Which claims are put to nobody by name (sources, officials, it is believed)?
SELECT coalesce(speaker, '(nobody)') AS put_to, cue, words, title
FROM who_said_what
WHERE speaker_kind IS NULL
ORDER BY confidence DESC, quote_id
LIMIT 50;
