-- The speakers of report_speakers_order in its order, with their quotes and the surest one; '' is nobody named.
SELECT
    coalesce(speaker_name, speaker, '') AS group_name,
    group_name AS label,
    count(*) AS facts,
    left(max_by(text, (kind = 'direct', confidence, quote_id)), 200) AS sample
FROM quotes
GROUP BY group_name
ORDER BY group_name = '', facts DESC, group_name;
