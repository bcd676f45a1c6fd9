-- 哪些机构发文最多 | Which bodies issue most
-- 联合发文的每个机构各计一次。 | A document issued jointly counts once for each of its bodies.
select issuer_name as body, count(*) as documents, sum(n_directives)::bigint as directives, min(date) as first, max(date) as last
from (select unnest(issuer_names) as issuer_name, n_directives, date from events)
group by body
order by documents desc, directives desc, body
limit 10
