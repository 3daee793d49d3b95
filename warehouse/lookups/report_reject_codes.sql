-- How often each reason made the mill refuse something (the report's gaps).
SELECT kind, code, count(*) AS rejects, min(detail) AS example
FROM rejects
GROUP BY kind, code
ORDER BY rejects DESC, kind, code;
