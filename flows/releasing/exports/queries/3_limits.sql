-- 每一条有约束力的界限及其语句 | Every binding limit with its sentence
-- 数值按原文，语句为其所在条文。 | The value as written, and the directive or cell that states it.
select date, subject, comparator_zh || ' ' || raw as "limit", unit, sentence, line_start as line
from binding_limits
order by date, source_id, char_start
