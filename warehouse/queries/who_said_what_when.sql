-- Who said what, in order of time?
SELECT said_on_start AS said_on, name, cue, words, title
FROM who_said_what
WHERE said_on_start IS NOT NULL
ORDER BY said_on_start, name, words
LIMIT 50;
