-- In which language somebody is written to: a tag as BCP 47 has it.

alter table account add column language text not null default 'en';
