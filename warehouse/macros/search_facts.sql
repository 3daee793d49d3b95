-- BM25 (Robertson and Zaragoza 2009, with their k1 = 1.2 and b = 0.75) over sentences, in plain SQL: whoever opens the
-- file needs no extension. A word counts once a sentence.
CREATE OR REPLACE MACRO search_facts(words) AS TABLE
WITH asked AS (
    SELECT unnest(distinct_words(words)) AS asked_word
),
forms AS (
    SELECT asked_word, form.word
    FROM asked
    JOIN search_words AS known ON known.word = asked_word
    JOIN search_words AS form USING (term)
    UNION
    -- A form that no document has ("negotiating") stands for those that begin like it ("negotiated").
    SELECT asked_word, form.word
    FROM asked
    JOIN search_words AS form ON starts_with(form.word, left(asked_word, greatest(5, length(asked_word) - 3)))
    WHERE length(asked_word) >= 5
      AND NOT regexp_matches(asked_word, '[0-9]')
      AND asked_word NOT IN (SELECT word FROM search_words)
),
hits AS (
    SELECT DISTINCT asked_word, document_id, unnest(sentences) AS ordinal
    FROM search_places
    JOIN forms USING (word)
),
weights AS (
    SELECT asked_word, ln(1 + ((SELECT count(*) FROM sentences) - count(*) + 0.5) / (count(*) + 0.5)) AS weight
    FROM hits
    GROUP BY asked_word
),
-- A sentence has to hold the more telling half of the words: "of" alone finds nothing.
weighed AS (
    SELECT document_id, ordinal, sum(weight) AS weight
    FROM hits
    JOIN weights USING (asked_word)
    GROUP BY document_id, ordinal
    HAVING sum(weight) >= (SELECT sum(weight) / 2 FROM weights)
),
found AS (
    SELECT
        sentences.*,
        weight * 2.2 / (1 + 1.2 * (0.25 + 0.75 * (char_end - char_start) / (SELECT avg(char_end - char_start) FROM sentences)))
            AS score
    FROM weighed
    JOIN sentences USING (document_id, ordinal)
)
SELECT
    round(found.score, 3) AS score,
    coalesce(facts.kind, 'sentence') AS kind,
    facts.fact_id,
    coalesce(facts.summary, found.text) AS summary,
    found.text AS sentence,
    found.section,
    documents.title,
    documents.publisher,
    documents.published_on,
    facts.starts_on,
    facts.ends_on,
    facts.confidence,
    found.document_id,
    found.sentence_id
FROM found
JOIN documents USING (document_id)
LEFT JOIN facts
    ON facts.document_id = found.document_id
    AND facts.char_start < found.char_end
    AND facts.char_end > found.char_start
-- A fact that stretches over several sentences is shown with the best of them.
QUALIFY row_number() OVER (PARTITION BY coalesce(facts.fact_id, found.sentence_id) ORDER BY found.score DESC, found.ordinal) = 1
ORDER BY found.score DESC, found.sentence_id, facts.char_start, facts.fact_id;

COMMENT ON MACRO TABLE search_facts IS 'The facts whose sentences hold the words, best first; a sentence without a fact stands for itself (kind sentence, fact_id NULL). Every form of a word is found ("talks" finds "talk"), a quote also by its speaker''s full name, and figures and years count as words.';
