CREATE OR REPLACE MACRO distinct_words(written) AS
    list_distinct(regexp_extract_all(lower(strip_accents(written)), '[\p{L}\p{N}]+'));

COMMENT ON MACRO distinct_words IS 'The words of a text as search_facts knows them: runs of letters and digits, in lower case, accents off, each once.';
