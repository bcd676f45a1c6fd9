-- 条文及其所属文件或会议 | Directives with the document or meeting that states them.
select e.date, e.title as event_title, array_to_string(e.issuer_names, '、') as issuers, array_to_string(d.heading_path, ' / ') as headings,
       d.label, d.text, d.function, f.label_zh as function_zh, d.modality, m.label_zh as modality_zh, d.modality_cue, d.inherited_modality,
       d.topics, d.actors, d.directive_id, d.event_id, d.source_id, d.line_start, d.char_start, d.char_end
from directives d
join events e using (event_id)
left join codes f on f.vocabulary = 'functions' and f.code = d.function
left join codes m on m.vocabulary = 'modalities' and m.code = d.modality
order by e.date, d.source_id, d.line_start
