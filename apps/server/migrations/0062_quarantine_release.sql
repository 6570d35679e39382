-- Quarantined events go back to the journal when a new map of their source claims them.

alter table quarantined_event add column verb text not null default 'index'
  check (verb in ('index', 'create', 'update', 'record'));
comment on column quarantined_event.verb is 'How its line came, and so how it is read again.';

alter table journal_entry drop constraint journal_entry_format_check;
alter table journal_entry add constraint journal_entry_format_check check (format in ('bulk', 'records', 'released'));
