"""The source against the official record, where `official_documents` and `verifications` have been linked to it."""
from __future__ import annotations

from collections.abc import Iterator

from flows.checking.findings.remarks import Remark, remark
from flows.checking.findings.view import View
from schemas.official_documents import OfficialDocument
from schemas.vocabulary import vocabulary

CLAIM_RULES = {"disagree": "claim_disagrees", "partly": "claim_partly_agrees"}


def official_documents(view: View) -> Iterator[Remark]:
    """Events whose date or title is not the official one, or whose document is not known."""
    for document in view.official_documents:
        event = view.event_of[document.event_id]
        heading, title = view.line_at(event.char_start), view.line_at(document.char_start)
        if document.identification != "identified":
            yield remark("document_suspect", title.char_start, title.char_end, event, **_nearest(document))
            continue
        words = {"official_title": document.title or "", "strength": vocabulary("strengths")[document.strength]["label_zh"], "strength_en": document.strength}
        if document.date_agrees is False:
            yield remark("date_conflict", heading.char_start, heading.char_end, event, date=event.date, official=document.official_date, **words)
        if not document.title_agrees:
            yield remark("title_conflict", title.char_start, title.char_end, event, **words)


def _nearest(document: OfficialDocument) -> dict[str, str]:
    """The words on a document that was not found, and on the nearest one where there is one."""
    nearest_zh = f"，最接近的是《{document.title}》，不能确定" if document.title else ""
    nearest_en = f"; the nearest is {document.english_title}, not certain to be meant" if document.title else ""
    return {"nearest_zh": nearest_zh, "nearest_en": nearest_en}


def claims(view: View) -> Iterator[Remark]:
    """Checked statements that the official text contradicts, does not hold, or bears out only in part."""
    for claim in view.verifications:
        if rule := CLAIM_RULES.get(claim.verdict):
            words = {"strength": vocabulary("strengths")[claim.strength]["label_zh"], "strength_en": claim.strength}
            yield remark(rule, claim.char_start, claim.char_end, quote=claim.quote, official=claim.official_says, **words)
