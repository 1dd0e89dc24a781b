-- Pictures of people.

-- The name of the picture, with those who are listed anyway; null for none.
alter table account add column picture text;

-- Apart from the account, which is read with each list: the bytes are asked for by name alone.
create table picture (
    account_id bigint primary key references account on delete cascade,
    name       text  not null unique,
    type       text  not null,
    bytes      bytea not null
);
-- Pictures are packed already.
alter table picture alter column bytes set storage external;
