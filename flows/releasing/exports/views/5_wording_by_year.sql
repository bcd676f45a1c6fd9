-- 措辞力度的变化：每年各力度的条文数及占比 | How the wording moves: directives of each strength by year, and their share.
select e.year, d.modality, m.label_zh as modality_zh, count(*) as directives,
       round(100.0 * count(*) / sum(count(*)) over (partition by e.year), 1) as percent_of_year
from directives d
join events e using (event_id)
left join codes m on m.vocabulary = 'modalities' and m.code = d.modality
group by e.year, d.modality, m.label_zh, m.place
order by e.year, m.place
