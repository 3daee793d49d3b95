"""factmill: folders of raw texts in, a DuckDB warehouse of dated events, attributed quotes and statistics out.

The flow, one module a step, each using only what stands before it:

    config      one frozen Settings, made once from arguments and environment
    ingest      files -> documents | rejects        (readers/: one file per format)
    extract/    documents -> facts, pure: dates, quantities, entities, speakers, events, quotes, statistics
    stage       extracted batches on disk: the incremental cache
    validate    Great Expectations over the staged frames: accepted | rejected
    load        one transaction into a copy of the database, checked, swapped in
    mill        these steps in order, for both front doors
    definitions Dagster's front door      cli    the command line's front door
"""

__version__ = "0.1.0"
