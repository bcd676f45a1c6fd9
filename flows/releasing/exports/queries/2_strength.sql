-- 措辞力度逐年如何变化 | How the strength of wording moves over the years
-- 每年各力度的条文占比（%），按条文自身的用语。 | Per cent of a year's directives of each strength, by their own words.
select year, sum(directives)::bigint as directives,
       coalesce(sum(percent_of_year) filter (where modality = 'prohibition'), 0) as prohibition,
       coalesce(sum(percent_of_year) filter (where modality = 'obligation'), 0) as obligation,
       coalesce(sum(percent_of_year) filter (where modality = 'encouragement'), 0) as encouragement,
       coalesce(sum(percent_of_year) filter (where modality = 'permission'), 0) as permission,
       coalesce(sum(percent_of_year) filter (where modality = 'declaration'), 0) as declaration
from wording_by_year
group by year
order by year
