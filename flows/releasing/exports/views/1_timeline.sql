-- 时间线：每个文件或会议一行 | The timeline: one row a document or meeting.
select e.date, e.kind, e.title, i.label_zh as instrument_zh, i.label_en as instrument_en, array_to_string(e.issuer_names, '、') as issuers,
       e.n_directives, e.n_metrics, e.n_tables, e.event_id, e.source_id, e.line_start, e.line_end
from events e
left join codes i on i.vocabulary = 'instruments' and i.code = e.instrument
order by e.date, e.source_id, e.line_start
