-- What a link in a mail proves: that who follows it reads the mails to that address. Only a hash of its token is kept.

create table mailed_link (
    id         bigint generated always as identity primary key,
    token_hash bytea       not null unique,
    purpose    text        not null check (purpose in ('RESET', 'ADDRESS')),
    account_id bigint      not null references account on delete cascade,
    email      text        not null,
    expires_at timestamptz not null
);
create index mailed_link_by_account on mailed_link (account_id);
create index mailed_link_by_expiry on mailed_link (expires_at);

alter table account
    add column email_verified_at timestamptz,
    -- Given by who knew the password. Any other is only noted: no mail goes to it.
    add column email_trusted boolean not null default true;
