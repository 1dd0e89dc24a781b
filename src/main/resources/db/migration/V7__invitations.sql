-- A link that lets people sign up where not everyone may. Only a hash of its token is kept.

create table invitation (
    id         bigint generated always as identity primary key,
    token_hash bytea       not null unique,
    made_by    text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);
