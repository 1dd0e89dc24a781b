-- Files that hang on messages.

create table attachment (
    id             bigint generated always as identity primary key,
    room_id        bigint      not null references room on delete cascade,
    -- The message that names it, and where it stands among that message's files; null until one does.
    seq            bigint,
    place          smallint    not null default 0,
    owner_id       bigint      not null references account,
    name           text        not null default '',
    type           text        not null default '',
    size           bigint      not null default 0,
    -- Of a picture, as it is to be shown. Null for one that cannot be.
    width          int,
    height         int,
    thumbnail_type text,
    thumbnail_size int,
    -- Nothing of it is seen before all of it is there.
    complete       boolean     not null default false,
    created_at     timestamptz not null default now()
);
create index attachment_by_message on attachment (room_id, seq);
create index attachment_by_owner on attachment (owner_id) include (size);
create index attachment_unnamed on attachment (created_at) where seq is null;

-- The bytes, a piece a row, so that nobody ever holds a whole file. All pieces but the last are of the same length.
create table attachment_chunk (
    attachment_id bigint  not null references attachment on delete cascade,
    thumbnail     boolean not null,
    number        int     not null,
    bytes         bytea   not null,
    primary key (attachment_id, thumbnail, number)
);
-- Pictures are packed already.
alter table attachment_chunk alter column bytes set storage external;
