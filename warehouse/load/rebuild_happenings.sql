-- Mentions of one event in all documents become one row of `happenings`. Derived anew from all events at each load, so
-- that an incremental load equals a rebuild; nothing here is quadratic in the mentions of a day.
--
-- Two steps, as a vague mention must not glue two events together that precise ones keep apart:
--   1. Mentions of the same interval that share a trigger (stem or PLOVER class) and enough evidence of place or
--      participants are the same event, and so are all that hang together in this way (`clusters`).
--   2. A cluster that knows less (wider interval, no place, fewer participants) joins the one cluster that knows more,
--      lies within its interval and fits best (`joins`). It joins one only, so that two clusters never meet through it.
-- How much evidence is enough grows with the interval: within a week one participant may do, within a month it takes
-- the place or two participants, within a year two of these; longer and open intervals join only if they are equal.
--
-- Each stage is a temporary table, dropped as soon as it can be: what does not fit in the memory of a load goes to the
-- disk. In one query of many parts 1.4 million events take more than six gigabytes, and here half of one.
CREATE TEMP TABLE mentions AS
SELECT
    row_number() OVER (ORDER BY event_id) AS node,
    event_id,
    document_id,
    state,
    coalesce(starts_on, DATE '0001-01-01') AS low,
    coalesce(ends_on, DATE '9999-12-31') AS high,
    coalesce(ends_on - starts_on + 1, 4000000) AS days,
    -- Enough of a stem to join "sign", "signed" and "signing"; what it misses the PLOVER class joins.
    's:' || regexp_replace(lower(trigger), '^(.{3,}?)(ings?|ments?|ions?|ed|es|e|s)$', '\1') AS stem,
    'c:' || event_type AS class,
    -- "Riyadh, Saudi Arabia" is Riyadh.
    'p:' || nullif(regexp_replace(lower(trim(split_part(location, ',', 1))), '^((in|at|the|near) )+', ''), '') AS place
FROM events
WHERE (starts_on IS NOT NULL OR ends_on IS NOT NULL) AND factuality <> 'hypothetical';

-- Persons go by their last name, as not every text gives the first one; unresolved pronouns are nobody.
CREATE TEMP TABLE participants AS
SELECT DISTINCT
    m.node,
    CASE e.kind WHEN 'person' THEN regexp_extract(lower(e.name), '\S+$') ELSE lower(coalesce(p.name, p.text)) END AS who
FROM mentions AS m
JOIN event_participants AS p USING (event_id)
LEFT JOIN entities AS e USING (entity_id)
WHERE p.name IS NOT NULL
   OR NOT regexp_full_match(lower(p.text), '[a-z]{1,2}|he|she|they|him|her|them|us|who|whom|which|that|this|these|those|one|both|all|some|others?|[a-z]+sel(f|ves)');

CREATE TEMP TABLE happens AS
SELECT node, stem AS what FROM mentions
UNION ALL
SELECT node, class FROM mentions WHERE class IS NOT NULL;

CREATE TEMP TABLE sizes AS
SELECT node, count(*) AS size FROM participants GROUP BY node;

-- Step 1. What a mention knows; those of one interval that agree in a line of this are the same event. A writer seldom
-- tells one event twice in other words, so a class joins no two mentions of one document: only the same word does.
CREATE TEMP TABLE evidence AS
SELECT node, what, place AS first, NULL AS second
FROM mentions JOIN happens USING (node)
WHERE place IS NOT NULL AND days <= 31
UNION ALL
SELECT node, what, place, who
FROM mentions JOIN happens USING (node) JOIN participants USING (node)
WHERE place IS NOT NULL AND days > 31 AND what = stem
UNION ALL
SELECT node, what, a.who, b.who
FROM mentions JOIN happens USING (node) JOIN participants AS a USING (node) JOIN participants AS b USING (node)
WHERE place IS NULL AND a.who < b.who AND (days <= 31 OR what = stem)
UNION ALL
SELECT node, what, who, NULL
FROM mentions JOIN happens USING (node) JOIN participants USING (node) JOIN sizes USING (node)
WHERE place IS NULL AND size = 1 AND days <= 7;

CREATE TEMP TABLE once AS
SELECT *
FROM evidence JOIN mentions USING (node)
QUALIFY what = stem OR row_number() OVER (
    PARTITION BY document_id, low, high, state, what, first, second ORDER BY place IS NULL, node
) = 1;

CREATE TEMP TABLE lines AS
SELECT
    node,
    dense_rank() OVER (ORDER BY low, high, state, what, first, second) AS line,
    count(*) OVER (PARTITION BY low, high, state, what, first, second) AS sharers
FROM once;

CREATE TEMP TABLE shared_lines AS
SELECT node, line FROM lines WHERE sharers > 1;

DROP TABLE evidence;
DROP TABLE once;
DROP TABLE lines;

-- A mention links its lines. Few have more than one: looking for what hangs together among the lines instead of among
-- the mentions takes a hundredth of the time (at 1.4 million events 0.5 s and not 47).
CREATE TEMP TABLE links AS
SELECT DISTINCT first_line AS a, line AS b
FROM shared_lines JOIN (SELECT node, min(line) AS first_line FROM shared_lines GROUP BY node) USING (node)
WHERE line <> first_line;

INSERT INTO links
SELECT b, a FROM links;

-- Connected components of lines: the lowest line travels along the links.
CREATE TEMP TABLE components AS
WITH RECURSIVE components(line, label) USING KEY (line) AS (
    SELECT DISTINCT a, a FROM links
    UNION
    SELECT links.b, min(changed.label)
    FROM components AS changed
    JOIN links ON links.a = changed.line
    JOIN recurring.components AS known ON known.line = links.b
    WHERE changed.label < known.label
    GROUP BY links.b
)
FROM components;

CREATE TEMP TABLE labels AS
SELECT node, min(coalesce(label, line)) AS label
FROM shared_lines LEFT JOIN components USING (line)
GROUP BY node;

-- A cluster goes by its first mention.
CREATE TEMP TABLE clustered AS
SELECT coalesce(first_node, node) AS cluster, mentions.*
FROM mentions
LEFT JOIN labels USING (node)
LEFT JOIN (SELECT label, min(node) AS first_node FROM labels GROUP BY label) USING (label);

DROP TABLE shared_lines;
DROP TABLE links;
DROP TABLE components;
DROP TABLE labels;

CREATE TEMP TABLE cluster_participants AS
SELECT DISTINCT cluster, who FROM clustered JOIN participants USING (node);

CREATE TEMP TABLE cluster_sizes AS
SELECT cluster, count(*) AS size FROM cluster_participants GROUP BY cluster;

CREATE TEMP TABLE clusters AS
SELECT
    cluster,
    any_value(low) AS low,
    any_value(high) AS high,
    any_value(days) AS days,
    any_value(state) AS state,
    min(place) AS place,
    count(*) AS mentions,
    list(DISTINCT document_id) AS documents,
    coalesce(any_value(size), 0) AS size
FROM clustered LEFT JOIN cluster_sizes USING (cluster)
GROUP BY cluster;

-- The order of knowing more: narrower interval, with a place, with more participants.
CREATE TEMP TABLE ranked AS
SELECT *, row_number() OVER (ORDER BY days, place IS NULL, size DESC, cluster) AS rank
FROM clusters
WHERE days <= 366;

-- Step 2. Pairs that have a line in common, by the days or months they may meet in; what they have in common is added up.
CREATE TEMP TABLE cluster_lines AS
SELECT DISTINCT cluster, what, place AS item FROM clustered JOIN happens USING (node) WHERE place IS NOT NULL
UNION ALL
SELECT DISTINCT cluster, what, who FROM clustered JOIN happens USING (node) JOIN participants USING (node);

-- Where a cluster looks for one that lies within its interval: on each day of it, or in each month of a longer one, so
-- that the many mentions of a month need not all be compared.
CREATE TEMP TABLE buckets AS
SELECT
    cluster,
    days <= 31 AS daily,
    unnest(CASE
        WHEN days <= 31 THEN generate_series(low::TIMESTAMP, high, INTERVAL 1 DAY)
        ELSE generate_series(date_trunc('month', low)::TIMESTAMP, date_trunc('month', high), INTERVAL 1 MONTH)
    END) AS bucket
FROM ranked;

CREATE TEMP TABLE begins AS
SELECT *, true AS daily, low::TIMESTAMP AS bucket FROM ranked
UNION ALL
SELECT *, false, date_trunc('month', low)::TIMESTAMP FROM ranked;

-- Of the clusters that begin in one bucket with the same line the 20 that are told of most: what thousands of texts tell
-- of one person in one month need not all be compared with each other.
CREATE TEMP TABLE best_known AS
SELECT what, item, daily, bucket, cluster, low, high, state, place, rank
FROM cluster_lines JOIN begins USING (cluster)
QUALIFY row_number() OVER (PARTITION BY what, item, daily, bucket ORDER BY mentions DESC, rank) <= 20;

CREATE TEMP TABLE seekers AS
SELECT what, item, daily, bucket, cluster, low, high, state, place, rank
FROM cluster_lines JOIN buckets USING (cluster) JOIN ranked USING (cluster);

CREATE TEMP TABLE candidates AS
SELECT DISTINCT less.cluster, more.cluster AS target
FROM seekers AS less JOIN best_known AS more USING (what, item, daily, bucket)
WHERE more.rank < less.rank
  AND more.low >= less.low AND more.high <= less.high
  AND more.state = less.state
  AND (less.place IS NULL OR more.place IS NULL OR less.place = more.place);

CREATE TEMP TABLE lines_of_candidates AS
SELECT candidates.cluster, target, what, item FROM candidates JOIN cluster_lines USING (cluster);

CREATE TEMP TABLE pairs AS
SELECT
    common.cluster,
    target,
    any_value(less.days) AS days,
    any_value(less.size) AS less_size,
    any_value(more.size) AS more_size,
    any_value(more.mentions) AS more_mentions,
    any_value(more.rank) AS more_rank,
    bool_or(item LIKE 'p:%') AS same_place,
    bool_or(what LIKE 's:%') AS same_stem,
    count(DISTINCT item) FILTER (NOT item LIKE 'p:%') AS shared
FROM (
    FROM lines_of_candidates
    SEMI JOIN (SELECT cluster AS target, what, item FROM cluster_lines) AS of_target USING (target, what, item)
) AS common
JOIN ranked AS less ON less.cluster = common.cluster
JOIN ranked AS more ON more.cluster = target
WHERE what LIKE 's:%' OR NOT list_has_any(less.documents, more.documents)
GROUP BY common.cluster, target;

DROP TABLE cluster_lines;
DROP TABLE buckets;
DROP TABLE begins;
DROP TABLE best_known;
DROP TABLE seekers;
DROP TABLE candidates;
DROP TABLE lines_of_candidates;

CREATE TEMP TABLE joins AS
SELECT cluster, target
FROM pairs
WHERE CASE
    WHEN days <= 7 THEN same_place OR shared >= least(2, less_size, more_size)
    WHEN days <= 31 THEN same_place OR shared >= 2
    ELSE (same_place AND shared >= 1) OR (shared >= 2 AND same_stem)
END
QUALIFY row_number() OVER (
    PARTITION BY cluster ORDER BY same_place DESC, same_stem DESC, shared DESC, more_mentions DESC, more_rank
) = 1;

CREATE TEMP TABLE steps AS
WITH RECURSIVE steps(cluster, happening, step) AS (
    SELECT cluster, cluster, 0 FROM clusters
    UNION ALL
    SELECT steps.cluster, joins.target, step + 1 FROM steps JOIN joins ON joins.cluster = steps.happening
)
FROM steps;

CREATE TEMP TABLE ends AS
SELECT cluster, arg_max(happening, step) AS happening FROM steps GROUP BY cluster;

DROP TABLE mentions;
DROP TABLE participants;
DROP TABLE happens;
DROP TABLE cluster_participants;
DROP TABLE cluster_sizes;
DROP TABLE clusters;
DROP TABLE ranked;
DROP TABLE pairs;
DROP TABLE joins;
DROP TABLE steps;

-- The mention that speaks for the event: a fact before a plan or a denial, then the most precise, then the surest.
-- Narrow, as all mentions are sorted twice here: the words of the best one are fetched in the end.
CREATE TEMP TABLE told AS
SELECT
    happening,
    e.event_id,
    e.document_id,
    e.factuality,
    -- A copy of a text and a copied sentence are no sources of their own: they count for the document they are from.
    min(coalesce(duplicate_of, e.document_id))
        OVER (PARTITION BY hash(lower(replace(e.sentence, chr(10), ' ')))) AS source,
    row_number() OVER (
        PARTITION BY happening
        ORDER BY
            e.factuality <> 'asserted', e.factuality = 'negated', days, c.place IS NULL, coalesce(size, 0) DESC,
            e.confidence DESC, length(e.description) DESC, e.event_id
    ) AS place_in_line,
    count(*) OVER (PARTITION BY happening) AS mention_count
FROM clustered AS c
JOIN ends USING (cluster)
JOIN events AS e USING (event_id)
JOIN (SELECT document_id AS copy, duplicate_of FROM documents) ON copy = e.document_id
LEFT JOIN sizes USING (node);

DROP TABLE sizes;
DROP TABLE clustered;
DROP TABLE ends;

CREATE TEMP TABLE people AS
SELECT happening, list_sort(list_distinct(list(name))) AS participants
FROM told JOIN event_participants USING (event_id)
WHERE name IS NOT NULL
GROUP BY happening;

-- Most events are told of once, which needs no grouping; lists are what takes memory here, so that each has its turn.
CREATE TEMP TABLE repeated AS
SELECT happening, event_id, document_id, source, factuality, place_in_line FROM told WHERE mention_count > 1;

CREATE TEMP TABLE lists_of_mentions AS
SELECT
    happening,
    -- "ORDER BY" within the list would take ten times the memory.
    list_transform(list_sort(list({'place': place_in_line, 'event': event_id})), lambda told_of: told_of.event) AS mentions
FROM repeated
GROUP BY happening;

CREATE TEMP TABLE lists_of_documents AS
SELECT happening, list_sort(list(document_id)) AS documents
FROM (SELECT DISTINCT happening, document_id FROM repeated)
GROUP BY happening;

CREATE TEMP TABLE numbers_of_sources AS
SELECT happening, count(*) AS source_count
FROM (SELECT DISTINCT happening, source FROM repeated)
GROUP BY happening;

CREATE TEMP TABLE counts AS
SELECT
    happening,
    'hap_' || substr(first_id, 5) AS happening_id,
    len(mentions) AS mention_count,
    len(documents) AS document_count,
    source_count,
    documents,
    mentions,
    -- Denied by one source and asserted by another; what a text was corrected to does not dispute it.
    denied AND asserted AND source_count > 1 AS disputed
FROM (
    SELECT
        happening,
        min(event_id) AS first_id,
        bool_or(factuality = 'negated') AS denied,
        bool_or(factuality <> 'negated') AS asserted
    FROM repeated
    GROUP BY happening
)
JOIN lists_of_mentions USING (happening)
JOIN lists_of_documents USING (happening)
JOIN numbers_of_sources USING (happening)
UNION ALL BY NAME
SELECT
    happening,
    'hap_' || substr(event_id, 5) AS happening_id,
    mention_count,
    1 AS document_count,
    1 AS source_count,
    [document_id] AS documents,
    [event_id] AS mentions,
    false AS disputed
FROM told
WHERE mention_count = 1;

DROP TABLE repeated;
DROP TABLE lists_of_mentions;
DROP TABLE lists_of_documents;
DROP TABLE numbers_of_sources;

DELETE FROM happenings;

INSERT INTO happenings BY NAME
SELECT
    counts.* EXCLUDE (happening),
    best.event_id,
    best.starts_on,
    best.ends_on,
    best.date_edtf,
    best.date_precision,
    best.date_qualifier,
    best.description,
    best.trigger,
    best.event_type,
    best.state,
    best.factuality,
    best.location,
    coalesce(people.participants, []) AS participants,
    best.confidence
FROM counts
JOIN told ON told.happening = counts.happening AND told.place_in_line = 1
JOIN events AS best ON best.event_id = told.event_id
LEFT JOIN people ON people.happening = counts.happening
ORDER BY best.starts_on, best.ends_on, happening_id;

DROP TABLE told;
DROP TABLE people;
DROP TABLE counts;
