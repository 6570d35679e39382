-- How far each consumer of the journal is, what could not be read, and what came when.

create table pipeline_cursor (
  consumer text primary key,
  seq bigint not null,
  updated timestamptz not null default now()
);
comment on table pipeline_cursor is
  'Last journal entry that a consumer (detect, observe, lake) has dealt with; moved in the transaction of its effects.';

create table dead_letter (
  id text primary key check (length(id) = 32),
  source_id uuid not null references source (id),
  organisation_id uuid references organisation (id),
  received timestamptz not null,
  code text not null,
  reason text not null,
  raw bytea not null,
  raw_bytes integer not null
);
comment on table dead_letter is 'Lines that were accepted and are no events: as received, up to 64 KiB of each.';
create index dead_letter_by_source on dead_letter (source_id, received desc, id desc);
comment on index dead_letter_by_source is 'serves the page of dead letters and their trimming';
create index dead_letter_received on dead_letter (received desc, id desc);

create table quarantined_event (
  id text primary key check (length(id) = 32),
  source_id uuid not null references source (id),
  received timestamptz not null,
  host text not null,
  address text,
  event_id text not null,
  raw bytea not null
);
comment on table quarantined_event is
  'Events of shared sources that match no line of the approved map: kept until the map knows them.';
create index quarantined_event_by_source on quarantined_event (source_id, host, received);
comment on index quarantined_event_by_source is 'serves the summary by host, the release after a new map, and trimming';

create table source_activity (
  source_id uuid not null references source (id),
  organisation_id uuid references organisation (id),
  minute timestamptz not null,
  events bigint not null,
  dead_letters bigint not null,
  bytes bigint not null,
  unique nulls not distinct (source_id, organisation_id, minute)
);
comment on table source_activity is 'What a source brought, by minute of receipt; kept for eight days.';
create index source_activity_by_minute on source_activity (minute);
comment on index source_activity_by_minute is 'serves events per minute and trimming';

create table source_state (
  source_id uuid primary key references source (id),
  last_event timestamptz not null,
  silent_since timestamptz
);
comment on table source_state is 'When a source was last heard, and since when it counts as silent.';

grant select, insert, update on pipeline_cursor to cordon_pipeline;
grant select, insert, update, delete on dead_letter, quarantined_event, source_activity, source_state to cordon_pipeline;
grant select on dead_letter, quarantined_event, source_activity, source_state to cordon_app;
grant select on source_activity, source_state, pipeline_cursor to cordon_keeper;

do $$
declare t text;
begin
  foreach t in array array['dead_letter', 'quarantined_event', 'source_activity', 'source_state'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format('create policy pipeline on %I to cordon_pipeline using (true) with check (true)', t);
  end loop;
end $$;

-- What has no organisation yet belongs to whoever answers for the source: those at its node or above.
create policy app on dead_letter for select to cordon_app using (
  organisation_id = any (array(select scope_organisations()))
  or (organisation_id is null and source_id in (select s.id from source s where s.node_id = any (array(select scope_nodes())))));
create policy app on quarantined_event for select to cordon_app using (
  source_id in (select s.id from source s where s.node_id = any (array(select scope_nodes()))));
create policy app on source_activity for select to cordon_app using (
  organisation_id = any (array(select scope_organisations()))
  or (organisation_id is null and source_id in (select s.id from source s where s.node_id = any (array(select scope_nodes())))));
create policy app on source_state for select to cordon_app using (
  source_id in (select s.id from source s where s.node_id = any (array(select scope_nodes()))));
create policy keeper on source_activity for select to cordon_keeper using (true);
create policy keeper on source_state for select to cordon_keeper using (true);
