-- What was accepted and not yet processed, and which batches were accepted lately.

create table journal_entry (
  seq bigint generated always as identity primary key,
  source_id uuid not null references source (id),
  batch bytea not null check (octet_length(batch) = 16),
  part integer not null check (part >= 0),
  first_ordinal integer not null check (first_ordinal >= 0),
  actions integer not null check (actions >= 0),
  format text not null check (format in ('bulk', 'records')),
  encoding text not null check (encoding in ('identity', 'gzip', 'deflate', 'zstd')),
  expanded_bytes integer not null,
  bytes integer not null check (bytes <= 1048576),
  received timestamptz not null,
  cut jsonb,
  body bytea not null,
  unique (source_id, batch, part)
);
comment on table journal_entry is
  'Journal: parts of accepted requests, deleted once every consumer has passed them. Numbered in commit order.';
comment on column journal_entry.cut is 'Lines over the limit that hold their beginning only: ordinal -> bytes as received.';
-- Bodies are compressed already: another attempt by the database would only cost time.
alter table journal_entry alter column body set storage external;
-- The table is a queue: vacuum by count of dead rows, not by share of a table that is mostly empty.
alter table journal_entry set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 2000,
  toast.autovacuum_vacuum_scale_factor = 0, toast.autovacuum_vacuum_threshold = 5000);

create table journal_batch (
  source_id uuid not null references source (id),
  batch bytea not null check (octet_length(batch) = 16),
  received timestamptz not null,
  primary key (source_id, batch)
);
comment on table journal_batch is
  'Batches accepted in the last days: a request that is sent again is acknowledged and not stored again.';
create index journal_batch_received on journal_batch (received);
comment on index journal_batch_received is 'serves forgetting batches older than some days';

grant select, insert, delete on journal_entry, journal_batch to cordon_pipeline;

alter table journal_entry enable row level security;
alter table journal_entry force row level security;
create policy pipeline on journal_entry to cordon_pipeline using (true) with check (true);
alter table journal_batch enable row level security;
alter table journal_batch force row level security;
create policy pipeline on journal_batch to cordon_pipeline using (true) with check (true);
