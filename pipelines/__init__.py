"""factmill: folders of raw texts in, a DuckDB warehouse of dated events, attributed quotes and statistics out.

The flow, one module a step, each using only what stands before it:

    config      one frozen Settings, made once from arguments and environment
    readers/    bytes of a file -> its text and what it says of itself, one module a format
    ingest/     files of a folder -> documents | rejects
    plan        what is new, changed, removed; the batches to extract
    extract/    documents -> facts, pure: dates, quantities, entities, speakers, events, quotes, statistics
    pool        work in processes of this machine, for extraction and validation
    engine/     extraction by local processes or a Ray cluster
    stage       extracted batches on a disk or store: the incremental cache
    validate/   Great Expectations over the staged frames: accepted | rejected
    load/       accepted rows into the next version of the database (a file, or a lake), checked, swapped in
    steps       these as four steps; job runs them, definitions is Dagster's front door, cli the command line's
    automation  when Dagster starts a run by itself
    query       reading what was published: report/, export, why, doctor
"""

import os

# Arrow's own allocator holds 90 MB more where 300,000 rows are judged and takes twice the time to read them (measured).
# Arrow looks at this once, when it is first imported; child processes inherit it.
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")

# DuckDB's allocator (jemalloc) would keep what a query gave back until something asks for it: up to 120 MB of a load
# beside its limit. It may for 200 ms; with 0 a load takes a quarter more time (measured). Looked at once, too.
os.environ.setdefault("DUCKDB_JE_MALLOC_CONF", "dirty_decay_ms:200,muzzy_decay_ms:0")

__version__ = "0.1.0"
