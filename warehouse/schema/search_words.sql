CREATE TABLE search_words (
    word  VARCHAR PRIMARY KEY,
    term  VARCHAR NOT NULL
);

COMMENT ON TABLE search_words IS 'Every word of search_places with its stem: search_facts finds all forms of one stem.';
COMMENT ON COLUMN search_words.word IS 'The word, as distinct_words writes it.';
COMMENT ON COLUMN search_words.term IS 'Its stem by the Porter stemmer of DuckDB''s extension fts; the word itself where that was not installed at the load.';
