-- People, what proves that they are signed in, and the rooms that they are in.

create table account (
    id            bigint generated always as identity primary key,
    username      text        not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,31}$'),
    display_name  text        not null,
    email         text        unique check (email = lower(email)),
    password_hash text        not null,
    roles         text        not null default 'user',
    disabled      boolean     not null default false,
    created_at    timestamptz not null default now()
);

-- Only a hash of the token is kept: whoever reads this table signs in as nobody.
create table session (
    id         bigint generated always as identity primary key,
    token_hash bytea       not null unique,
    account_id bigint      not null references account on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null
);
create index session_by_account on session (account_id);
create index session_by_expiry on session (expires_at);

-- A room is a log. `seq` counts its messages, `version` every change to them; both move in the transaction of the change.
create table room (
    id          bigint generated always as identity primary key,
    name        text        not null,
    topic       text        not null default '',
    kind        text        not null check (kind in ('public', 'private', 'direct')),
    -- The two accounts of a direct room, lower id first ("7-9", or "7-7"): there is one such room at most.
    direct_pair text        unique check ((kind = 'direct') = (direct_pair is not null)),
    seq         bigint      not null default 0,
    version     bigint      not null default 0,
    created_at  timestamptz not null default now(),
    active_at   timestamptz not null default now(),
    archived_at timestamptz
);
create unique index room_public_name on room (lower(name)) where kind = 'public' and archived_at is null;
create index room_by_name on room (lower(name), id) where archived_at is null;

create table membership (
    room_id    bigint      not null references room on delete cascade,
    account_id bigint      not null references account on delete cascade,
    role       text        not null check (role in ('owner', 'moderator', 'member')),
    last_read  bigint      not null default 0,
    joined_at  timestamptz not null default now(),
    primary key (room_id, account_id)
);
create index membership_by_account on membership (account_id);
