-- What somebody lets others see of them.

alter table account add column show_presence boolean not null default true;
alter table account add column show_typing boolean not null default true;

-- Asked about everyone who is connected, again and again: it has only those who hide something.
create index account_discreet on account (id) where not (show_presence and show_typing);
