-- What the warehouse is to hold: the documents that were `found`, and those that stand as they are `published` because
-- a file of theirs cannot be read just now (its own path is `unreadable`, that of the file whose record it is, or a
-- folder above it): a disk that fails for a moment takes no facts away.
WITH paths AS (
    SELECT document_id, cache_key, unnest(source_paths) AS path
    FROM published
    WHERE (SELECT count(*) FROM unreadable) > 0
),
places AS (
    SELECT *, unnest(['.', regexp_replace(path, '#[^#/]*$', ''), split_part(path, '#', 1)] || [array_to_string(parts[1:length], '/') FOR length IN range(1, len(parts) + 1)]) AS place
    FROM (SELECT *, string_split(path, '/') AS parts FROM paths)
),
standing AS (
    SELECT document_id, any_value(cache_key) AS cache_key, list(DISTINCT path) AS source_paths
    FROM places
    WHERE place IN (SELECT source_path FROM unreadable)
    GROUP BY document_id
)
SELECT
    document_id,
    coalesce(found.cache_key, standing.cache_key) AS cache_key,
    list_sort(list_distinct(coalesce(found.source_paths, []) || coalesce(standing.source_paths, []))) AS source_paths
FROM found
FULL JOIN standing USING (document_id);
