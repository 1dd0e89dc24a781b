-- What can happen to a message after it was posted. Each is a change of the message, and moves its room's version.

alter table message
    -- The usernames that it mentions, in their order; "room" is everyone there, and no one's name.
    add column mentions  text[] not null default '{}',
    add column pinned_at timestamptz;
create index message_pinned on message (room_id, pinned_at) where pinned_at is not null;
-- What of the unread mentions somebody: most messages mention nobody.
create index message_mentioning on message (room_id, seq) where mentions <> '{}';

-- What it said before each edit.
create table earlier_text (
    room_id    bigint      not null,
    seq        bigint      not null,
    -- The message's version while it said so.
    version    bigint      not null,
    body       text        not null,
    html       text        not null,
    written_at timestamptz not null,
    primary key (room_id, seq, version),
    foreign key (room_id, seq) references message on delete cascade
);

create table reaction (
    room_id    bigint      not null,
    seq        bigint      not null,
    emoji      text        not null check (char_length(emoji) <= 20),
    account_id bigint      not null references account on delete cascade,
    reacted_at timestamptz not null default clock_timestamp(),
    primary key (room_id, seq, emoji, account_id),
    foreign key (room_id, seq) references message on delete cascade
);
create index reaction_by_account on reaction (account_id);
