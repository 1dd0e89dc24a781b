-- Changes every message, in steps. Each can be repeated: it skips what is done already.

alter table message add column if not exists length integer;

do $$
declare
    step constant integer := 2000;
    room record;
    first bigint;
begin
    for room in select id, seq from room order by id loop
        first := 0;
        while first < room.seq loop
            update message set length = char_length(body)
            where room_id = room.id and seq > first and seq <= first + step and length is null;
            commit;
            first := first + step;
        end loop;
    end loop;
end $$;

create index concurrently if not exists message_length_idx on message (room_id, length);
