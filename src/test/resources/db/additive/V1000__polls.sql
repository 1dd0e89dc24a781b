-- Adds what an older version ignores: a table, a column with a default, and one without a value.

create table poll (
    room_id bigint not null,
    seq     bigint not null,
    closed  boolean not null default false,
    primary key (room_id, seq),
    foreign key (room_id, seq) references message on delete cascade
);
alter table message add column poll boolean not null default false;
alter table room add column polls_by text;
