-- Nothing is lost: what run $run_id saw in the source is loaded or refused.
SELECT
    run_id AS id,
    'saw ' || documents_seen || ' documents and files; ' || documents || ' are loaded and '
    || documents_rejected || ' were refused' AS fault
FROM runs
WHERE run_id = $run_id
  AND documents_seen <> documents + documents_rejected;
