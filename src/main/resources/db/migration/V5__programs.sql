-- A program proves itself as a browser does, by a token. Its session has a name, and no end of its own.

alter table session
    add column name text,
    alter column expires_at drop not null,
    alter column last_seen_at drop not null,
    add constraint session_of_browser_ends check (name is not null or (expires_at is not null and last_seen_at is not null));
