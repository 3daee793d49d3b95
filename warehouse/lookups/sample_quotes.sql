-- Three quotes to look at after a run: the surest ones.
SELECT speaker_name, cue, text
FROM quotes
ORDER BY confidence DESC, quote_id
LIMIT 3;
