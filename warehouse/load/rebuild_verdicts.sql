-- What several documents tell independently, from `happenings` and `figures`, and whether they agree.
-- Derived tables are rebuilt in the order of their names, so this one's comes after those.
-- Step by step, as in one query all steps would be held at once.
DELETE FROM verdicts;

CREATE OR REPLACE TEMP TABLE claims AS
WITH mentions AS (
    SELECT happening_id, unnest(mentions) AS event_id
    FROM happenings
    WHERE source_count > 1 OR disputed
)
SELECT happening_id, list_sort(list_distinct(list(description))) AS claims
FROM mentions JOIN events USING (event_id)
GROUP BY happening_id;

INSERT INTO verdicts BY NAME
SELECT
    'ver_' || happening_id AS verdict_id,
    'event' AS kind,
    CASE WHEN disputed THEN 'disagree' ELSE 'agree' END AS agreement,
    description AS subject,
    starts_on,
    ends_on,
    claims,
    source_count,
    document_count,
    documents,
    mentions AS facts
FROM happenings
JOIN claims USING (happening_id)
ORDER BY source_count DESC, subject, starts_on;

DROP TABLE claims;

CREATE OR REPLACE TEMP TABLE compared_sources AS
-- A source that gives two values for one subject (for two regions, or in a text and its correction) neither supports nor
-- contradicts the others.
WITH by_source AS (
    SELECT subject, period, source, max(low) AS low, min(high) AS high, any_value(value) AS value
    FROM figures
    -- "Two people" and "30 people" are no figures of one thing: what is counted must be said more closely.
    WHERE unit_kind <> 'count' OR contains(measure, ' ')
    GROUP BY subject, period, source
    HAVING max(low) < min(high)
),
compared AS (
    SELECT
        subject,
        period,
        count(*) AS source_count,
        CASE
            WHEN max(low) >= min(high) THEN 'disagree'
            -- "More than 50" is compatible with 1,400, yet neither supports the other.
            WHEN max(value) - min(value) <= max(abs(value)) / 2 THEN 'agree'
        END AS agreement
    FROM by_source
    GROUP BY subject, period
    -- Figures of unknown times may well differ.
    HAVING count(*) > 1 AND (agreement = 'agree' OR agreement = 'disagree' AND period IS NOT NULL)
)
SELECT by_source.subject, by_source.period, source, source_count, agreement
FROM by_source
JOIN compared ON compared.subject = by_source.subject AND compared.period IS NOT DISTINCT FROM by_source.period;

CREATE OR REPLACE TEMP TABLE compared_figures AS
SELECT figures.subject, figures.period, source_count, agreement, statistic_id, document_id, as_of_start, as_of_end, text
FROM compared_sources AS compared
-- All three keys at once: there are few subjects, each with many figures.
JOIN figures ON figures.subject = compared.subject AND figures.period IS NOT DISTINCT FROM compared.period
    AND figures.source = compared.source;

DROP TABLE compared_sources;

INSERT INTO verdicts BY NAME
SELECT
    'ver_' || min(statistic_id) AS verdict_id,
    'statistic' AS kind,
    any_value(agreement) AS agreement,
    subject,
    min(as_of_start) AS starts_on,
    max(as_of_end) AS ends_on,
    list_sort(list_distinct(list(text))) AS claims,
    any_value(source_count) AS source_count,
    count(DISTINCT document_id) AS document_count,
    list_sort(list_distinct(list(document_id))) AS documents,
    list_sort(list(statistic_id)) AS facts
FROM compared_figures
GROUP BY subject, period
ORDER BY source_count DESC, subject, starts_on;

DROP TABLE compared_figures;
