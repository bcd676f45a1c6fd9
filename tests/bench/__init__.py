"""Benchmarks, run by `make bench`: they print figures and ratios and assert nothing.

    corpus         a large source made from the sentence patterns of the texts read by hand
    startup        `renewal parse` of the real source as a whole process
    reading        reading, validation and Arrow in MB/s of one core, with what each part takes
    publishing     `renewal publish` against an empty Prefect flow (`empty_flow`) of as many tasks
    side_by_side   the reading against public extractors (`extractors`) on the quantities read by hand
    scale          the whole run on corpora of 10 MB, 100 MB and 1 GB, with `scale_corpus` and `process_tree` (`make bench-scale`)

`python -m tests.bench [NAME...]` runs those named, all but the last by default. Times are CPU seconds where one core is measured.
"""
