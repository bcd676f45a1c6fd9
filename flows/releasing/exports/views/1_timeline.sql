-- 时间线：每个文件或会议一行，附官方标题与文号 | The timeline: one row a document or meeting, with its official title and number.
select e.date, e.kind, e.title, i.label_zh as instrument_zh, i.label_en as instrument_en, array_to_string(e.issuer_names, '、') as issuers,
       o.title as official_title, o.english_title, o.document_number, o.official_date, o.date_agrees,
       e.n_directives, e.n_metrics, e.n_tables, e.event_id, e.source_id, e.line_start, e.line_end
from events e
left join codes i on i.vocabulary = 'instruments' and i.code = e.instrument
left join (select distinct on (event_id) * from official_documents order by event_id, official_document_id) o on o.event_id = e.event_id
order by e.date, e.source_id, e.line_start
