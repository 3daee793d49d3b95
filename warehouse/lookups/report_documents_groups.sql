-- The years of publication in the order of report_documents_order, with their documents; '' is no known day.
SELECT coalesce(year(published_on)::VARCHAR, '') AS group_name, group_name AS label, count(*) AS facts, '' AS sample
FROM documents
GROUP BY group_name
ORDER BY max(published_on) DESC NULLS LAST;
