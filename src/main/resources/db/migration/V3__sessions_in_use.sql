-- When a session was last used, to the minute, and on what: for the list that its owner sees, and for ending idle ones.

alter table session
    add column device       text        not null default '',
    add column last_seen_at timestamptz not null default now();
create index session_by_last_seen on session (last_seen_at);
