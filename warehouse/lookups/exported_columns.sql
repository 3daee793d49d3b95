-- Every column of factmill's tables and views with its type and comment (factmill export). What only factmill itself
-- reads is left out: the list of its tables and the index of words.
SELECT table_name, column_name, data_type, comment
FROM duckdb_columns()
JOIN factmill_schema ON name = table_name
WHERE database_name = current_database()
  AND schema_name = 'main'
  AND kind IN ('table', 'view')
  AND table_name NOT IN ('factmill_schema', 'search_places', 'search_words')
ORDER BY table_name, column_index;
