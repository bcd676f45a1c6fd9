"""Checking: what a release must keep before it is published, and the page that says how good it is.

    expectations   one thing that must hold of a table, with its sentence and its severity
    columns        expectations derived from the records: columns, types, nulls, codes, patterns, ranges
    rules          expectations about whole rows: keys, references, spans, and what `written` has for each table
    written        the rules written by hand: quotes, order, counts that agree between tables (in the words of `conditions`)
    widening       the columns of other tables that a rule reads, joined beside its own
    suites         all of these, per table
    runner         Great Expectations, over bounded batches; totals: what it said of each expectation, summed
    guards         release against release: nothing vanishes, nothing moves beyond its bounds
    gate           all of it over a staged release: `check_release`
    report         what was found, as data
    measures       how good and how complete the release is, in figures; summary: those figures as sentences
    page           report.json, measures.json and the HTML page (templates/): `write_quality`
    findings       rules that find what is wrong in a source; settling: what corrections settle
    accuracy       how well the reading agrees with texts read by hand

Great Expectations takes seconds to import: it is imported when `check_release` runs, never before.
"""
