-- 有约束力的界限及其语句 | Every bound that binds, with its sentence.
select date, event_title, subject, comparator_zh, raw, value_min, value_max, unit, hedge, sentence, metric_id, source_id, line_start, char_start
from quantities
where role = 'limit'
order by date, source_id, char_start
