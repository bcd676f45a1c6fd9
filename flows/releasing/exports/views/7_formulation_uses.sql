-- 提法的历次使用：措辞、强度、事件及所在语句 | Uses of formulations: wording and intensity, with event and sentence.
select o.date, e.title as event_title, f.formulation, f.label_en, coalesce(f.family, f.formulation) as family, f.origin,
       o.variant, o.intensity, i.label_zh as intensity_zh, o.quoted, coalesce(d.text, l.text) as sentence,
       o.occurrence_id, o.formulation_id, o.event_id, o.directive_id, o.source_id, o.line_start, o.char_start, o.char_end
from formulation_occurrences o
join formulations f using (formulation_id)
left join events e on e.event_id = o.event_id
left join directives d on d.directive_id = o.directive_id
left join lines l on l.source_id = o.source_id and l.line_start = o.line_start
left join codes i on i.vocabulary = 'intensities' and i.code = o.intensity
order by o.date, o.source_id, o.char_start
