-- The speakers of report_speakers in its order, with their quotes; '' is nobody named.
SELECT coalesce(speaker_name, speaker, '') AS group_name, count(*) AS facts
FROM quotes
GROUP BY group_name
ORDER BY group_name = '', facts DESC, group_name;
