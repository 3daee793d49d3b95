-- Where are the gaps: refused rows, empty sections, unnamed speakers, undated events?
SELECT source_path, rejects, rejects_by_code, empty_sections, unnamed_quotes, undated_events
FROM data_quality
WHERE rejects + empty_sections + unnamed_quotes + undated_events > 0
ORDER BY rejects DESC, empty_sections DESC, unnamed_quotes DESC, undated_events DESC, source_path
LIMIT 50;
