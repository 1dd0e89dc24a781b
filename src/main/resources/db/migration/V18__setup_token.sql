-- Tokens that let their holder sign up as the first administrator of an empty server: one for each start of a process while
-- there is no account. Only a hash is kept. The rows are deleted with the first sign-up.

create table setup_token (
    id         bigint generated always as identity primary key,
    token_hash bytea       not null unique,
    created_at timestamptz not null
);
