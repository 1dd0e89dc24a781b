-- The place up to which somebody was told of a room, on whichever of their devices was first to.
alter table membership add column told bigint not null default 0;
