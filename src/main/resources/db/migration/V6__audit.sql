-- Who did what that others have to be able to find out later. Names, as they never change, and outlive their accounts.

create table audit_entry (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null default '',
    act     text        not null,
    subject text        not null default '',
    address text        not null default ''
);
create index audit_entry_by_actor on audit_entry (actor, id);
create index audit_entry_by_act on audit_entry (act, id);
create index audit_entry_by_time on audit_entry (at);
