-- Which version of the renderer made the HTML of a text (Markdown.RENDERER_VERSION). 0: before there were versions. A process of
-- the release before this one stores 0 as well, so what it stores while both run is rendered again.
alter table message add column html_version smallint not null default 0;
alter table earlier_text add column html_version smallint not null default 0;

-- What is to be rendered again. Rows of the current version are not in it, so storing a message does not touch it. A new version
-- of the renderer replaces both by indexes of its number: create the new ones first.
create index message_to_render on message (room_id, seq) where html_version < 1;
create index earlier_text_to_render on earlier_text (room_id, seq, version) where html_version < 1;
