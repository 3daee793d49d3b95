-- The speakers of report_speakers in its order, with their quotes and the surest one; '' is nobody named.
SELECT
    coalesce(speaker_name, speaker, '') AS group_name,
    group_name AS label,
    count(*) AS facts,
    max_by(text, (kind = 'direct', confidence, quote_id)) AS sample
FROM quotes
GROUP BY group_name
ORDER BY group_name = '', facts DESC, group_name;
