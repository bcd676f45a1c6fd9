-- 数量：数值、界限、单位、作用及所在语句 | Quantities: value, bound, unit and role, with the sentence that states each.
select e.date, e.title as event_title, q.raw, q.quantity_kind, q.comparator, c.label_zh as comparator_zh, q.value_min, q.value_max, q.unit, q.date_value,
       q.role, r.label_zh as role_zh, q.subject, q.qualifier, q.hedge, q.deadline,
       coalesce(d.text, x.text, l.text) as sentence, coalesce(d.modality, d.inherited_modality) as modality,
       q.metric_id, q.event_id, q.directive_id, q.table_id, q.source_id, q.line_start, q.char_start, q.char_end
from metrics q
join events e using (event_id)
left join directives d using (directive_id)
left join table_cells x on x.table_id = q.table_id and x.row_index = q.row_index and x.column_index = q.column_index
left join lines l on l.source_id = q.source_id and l.line_start = q.line_start
left join codes c on c.vocabulary = 'comparators' and c.code = q.comparator
left join codes r on r.vocabulary = 'metric_roles' and r.code = q.role
order by e.date, q.source_id, q.char_start
