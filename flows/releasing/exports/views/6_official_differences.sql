-- 与官方文本不一致之处 | Where the official text does not agree with the source, or only in part.
select e.date, e.title as event_title, v.quote, c.label_zh as verdict_zh, v.stated_value, v.official_value, v.official_says, v.strength,
       v.verification_id, v.directive_id, v.metric_id, v.source_id, v.line_start
from verifications v
join events e using (event_id)
left join codes c on c.vocabulary = 'verdicts' and c.code = v.verdict
where v.verdict in ('disagree', 'partly')
order by e.date, v.source_id, v.char_start
