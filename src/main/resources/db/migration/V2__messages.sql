-- The log of every room.

create table message (
    room_id    bigint      not null references room on delete cascade,
    seq        bigint      not null,
    version    bigint      not null,
    author_id  bigint      not null references account,
    client_id  text        not null,
    body       text        not null check (char_length(body) <= 4000),
    html       text        not null,
    reply_to   bigint,
    created_at timestamptz not null,
    edited_at  timestamptz,
    deleted    boolean     not null default false,
    primary key (room_id, seq),
    -- The same send, tried again, is the same message: promised here, whatever the code above does.
    constraint message_once unique (room_id, author_id, client_id)
);
-- What changed since a version; a version belongs to one change only.
create unique index message_by_version on message (room_id, version);
-- One's own messages after a place: what "unread" leaves out.
create index message_by_author on message (room_id, author_id, seq);
