-- A link that lets whoever has it, and is signed in, into a room. Only a hash of its token is kept. It works as long as
-- who made it may still invite.

create table room_invitation (
    id         bigint generated always as identity primary key,
    room_id    bigint      not null references room on delete cascade,
    token_hash bytea       not null unique,
    made_by    bigint      not null references account,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    -- How many more may come by it; null for as many as like.
    uses       integer     check (uses >= 0)
);
create index room_invitation_by_room on room_invitation (room_id);

-- What of a room someone wants to be told of; null for what is usual in such a room.
alter table membership add column notify text check (notify in ('all', 'mentions', 'nothing'));
