-- Statistics made comparable: the same measure under one key, the value as the range that its wording allows.
-- Derived anew from all statistics at each load, so that an incremental load equals a rebuild.

-- What other tables say of them, in narrow tables of their own: joins and windows of whole rows would have to lie in
-- memory together.
CREATE TEMP TABLE sources_of_figures AS
SELECT
    statistic_id,
    published_on,
    -- A copy of a text and a copied sentence are no sources of their own.
    min(coalesce(duplicate_of, statistics.document_id))
        OVER (PARTITION BY hash(lower(replace(sentence, chr(10), ' ')))) AS source
FROM statistics
JOIN documents ON documents.document_id = statistics.document_id
WHERE measure IS NOT NULL AND unit_kind NOT IN ('age', 'duration');

CREATE TEMP TABLE claims AS
SELECT statistic_id, coalesce(speaker_name, speaker) AS claimed_by
FROM statistics
JOIN quotes ON quotes.quote_id = statistics.quote_id
WHERE coalesce(speaker_name, speaker) IS NOT NULL;

DELETE FROM figures;

INSERT INTO figures BY NAME
WITH keyed AS (
    SELECT
        *,
        trim(regexp_replace(regexp_replace(lower(measure), '\s+', ' ', 'g'),
            '^((the|a|an|its|their|his|her|our|your|this|that|these|those|some|all|such) )+', ''), ' .,;:') AS key,
        coalesce(' / ' || regexp_replace(lower(whole), '^(of|out of) ((the|its|their|all|a|an) )?', ''), '') AS whole_key,
        coalesce(' → ' || regexp_replace(lower(counterpart), '^((the|its|their) )+', ''), '') AS counterpart_key
    FROM statistics
    JOIN sources_of_figures USING (statistic_id)
),
-- A number is as exact as it is written: 5.1 to the tenth, 2,400,000 to the hundred thousand. Zeros of small numbers
-- are no rounding (40 percent is not 41), and none stands for more than a twentieth of the number.
exact AS (
    SELECT
        *,
        coalesce(value_high, value) AS top,
        CASE
            WHEN value = 0 THEN 0.5
            WHEN value % 1 <> 0 THEN 10.0 ** -length(regexp_extract(value::VARCHAR, '\.(\d+)$', 1)) / 2
            WHEN abs(value) < 1000 THEN 0.5
            ELSE 10.0 ** length(regexp_extract(value::DECIMAL(38, 0)::VARCHAR, '0*$')) / 2
        END AS step
    FROM keyed
    WHERE abs(value) < 1e30
),
ranged AS (
    SELECT
        *,
        CASE
            WHEN value = 0 THEN step
            WHEN comparator = '~' THEN abs(value) / 10
            ELSE least(step, abs(value) / 20)
        END AS slack
    FROM exact
)
SELECT
    statistic_id,
    document_id,
    key AS measure,
    concat(
        key, whole_key, counterpart_key, ' [', unit, ']',
        CASE WHEN direction IS NOT NULL OR value_from IS NOT NULL THEN ' change' END
    ) AS subject,
    CASE
        WHEN as_of_start IS NOT NULL OR as_of_end IS NOT NULL
            THEN concat(coalesce(as_of_start::VARCHAR, '..'), '/', coalesce(as_of_end::VARCHAR, '..'))
        ELSE 'published ' || strftime(published_on, '%Y-%m')
    END AS period,
    CASE WHEN comparator IN ('<', '<=') THEN '-Infinity'::DOUBLE ELSE value - slack END AS low,
    CASE WHEN comparator IN ('>', '>=') THEN 'Infinity'::DOUBLE ELSE top + slack END AS high,
    unit,
    unit_kind,
    comparator,
    value,
    value_high,
    value_from,
    direction,
    whole,
    counterpart,
    as_of_start,
    as_of_end,
    claimed_by,
    text,
    source,
    confidence
FROM ranged
LEFT JOIN claims USING (statistic_id)
WHERE key <> ''
ORDER BY key, unit, coalesce(as_of_start, as_of_end, published_on), statistic_id;

DROP TABLE sources_of_figures;
DROP TABLE claims;
