-- What is searched. See src/docs/search.md.

-- Text as search compares it: compatible forms made one, small letters, anything between words a single space, and each sign of
-- a script that puts no spaces between words a word of its own. Ranges are written out, as what a class like [:punct:] holds
-- hangs on the locale of the database; small letters do too, so a collation is named that knows them all, where there is one.
-- Each word begins with the scope, which is empty in public rooms.
do $do$
declare
    letters text := coalesce((
        select quote_ident(collname) from pg_collation
        where collname in ('pg_c_utf8', 'und-x-icu') and collencoding in (-1, pg_char_to_encoding('UTF8'))
        order by collname limit 1), '"default"');
begin
    execute format($function$
        create function search_text(body text, scope text) returns text language plpgsql immutable strict parallel safe as $$
        declare
            folded text;
        begin
            if octet_length(body) = char_length(body) then
                folded := lower(body);
            else
                folded := regexp_replace(lower(normalize(body, NFKC) collate %s),
                    '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff'
                    '\U00020000-\U0003ffff])', ' \1 ', 'g');
            end if;
            folded := btrim(regexp_replace(folded, '[\s!-/:-@[-`{-~\u0080-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf'
                '\u060c\u061b\u061f\u06d4\u2000-\u206f\u3000-\u3004\u3008-\u3020\u30fb]+', ' ', 'g'));
            return case when scope = '' or folded = '' then folded else scope || replace(folded, ' ', ' ' || scope) end;
        end $$ $function$, letters);
end $do$;

-- Whether its room is public. Kept with the message, as an index sees nothing else.
alter table message add column open boolean;
update message m set open = r.kind = 'public' from room r where r.id = m.room_id;
alter table message alter column open set not null;

create function message_open() returns trigger language plpgsql as $$
begin
    select kind = 'public' into new.open from room where id = new.room_id;
    return new;
end $$;
create trigger message_open before insert on message for each row execute function message_open();

create function room_opened() returns trigger language plpgsql as $$
begin
    update message set open = new.kind = 'public' where room_id = new.id;
    return null;
end $$;
create trigger room_opened after update of kind on room for each row
    when ((old.kind = 'public') <> (new.kind = 'public')) execute function room_opened();

-- The words, and what no word looks like: # and the room, @ and the author. Those of a room that is not public begin with the
-- room (12xhello), so that a word which thousands say where one may not look costs nothing where one may.
alter table message add column words tsvector not null generated always as (
    to_tsvector('simple', search_text(body, case when open then '' else room_id || 'x' end))
    || array_to_tsvector(array['#' || room_id, case when open then '' else room_id || 'x' end || '@' || author_id])) stored;

-- What was added last is in a list that each search reads from end to end: a short one.
create index message_by_word on message using gin (words) with (gin_pending_list_limit = 64);
-- Newest first, over all rooms.
create index message_by_time on message (created_at, room_id, seq);
