-- Writes a run down. One that is tried again, after a fault behind its swap, replaces what it wrote.
INSERT OR REPLACE INTO runs BY NAME SELECT * FROM this_run;
