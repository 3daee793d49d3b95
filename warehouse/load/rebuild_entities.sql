-- Entities are derived from their mentions in all documents, so that an incremental load equals a rebuild.
DELETE FROM entities;

INSERT INTO entities BY NAME
WITH spellings AS (
    SELECT entity_id, name, count(*) AS mentions
    FROM entity_mentions
    GROUP BY entity_id, name
),
names AS (
    SELECT entity_id, first(name ORDER BY mentions DESC, name) AS name
    FROM spellings
    GROUP BY entity_id
)
SELECT
    m.entity_id,
    any_value(n.name) AS name,
    any_value(m.kind) AS kind,
    list_sort(list_distinct(list(m.text))) AS aliases,
    count(*) AS mention_count,
    count(DISTINCT m.document_id) AS document_count
FROM entity_mentions AS m
JOIN names AS n USING (entity_id)
GROUP BY m.entity_id
ORDER BY m.entity_id;
