-- The schema of Parley 1. Each later change gets a file of its own, named for the tables that it changes.
--
-- Tokens, invitations and links are stored as hashes only, so a copy of the database contains nothing to sign in with.

-- The oldest schema version of which a Parley can run on this schema (database.SchemaGuard). A migration that only adds what an older
-- version may ignore leaves it. One that takes away or changes what an older version uses sets it to the first version that does not.
create table schema_compatibility (
    only_row           boolean primary key default true check (only_row),
    min_schema_version text    not null
);
insert into schema_compatibility (min_schema_version) values ('1');

-- Accounts ------------------------------------------------------------------------------------------------------------

create table account (
    id                bigint generated always as identity primary key,
    -- Never changes, and is never given to another account.
    username          text        not null unique check (username ~ '^[a-z0-9][a-z0-9._-]{1,31}$'),
    display_name      text        not null,
    -- The skeleton of the display name, which is the same for names that look alike; null without letters and digits.
    name_skeleton     text,
    -- Whether another account has that skeleton.
    ambiguous_name    boolean     not null default false,
    email             text        unique check (email = lower(email)),
    email_verified_at timestamptz,
    -- Whether the address was given together with the password. No mail is sent to an address that was not.
    email_trusted     boolean     not null default true,
    password_hash     text        not null,
    roles             text        not null default 'user',
    disabled          boolean     not null default false,
    -- A BCP 47 tag.
    language          text        not null default 'en',
    show_presence     boolean     not null default true,
    show_typing       boolean     not null default true,
    -- The name of the row in the table avatar; null without an avatar. Stored here because lists of accounts show it.
    avatar            text,
    created_at        timestamptz not null default now()
);
create index account_skeleton_idx on account (name_skeleton);
-- Read often, for all connected accounts at once. It contains only the few accounts that hide something.
create index account_visibility_idx on account (id) where not (show_presence and show_typing);

-- A table of its own, so that queries of accounts do not read the bytes.
create table avatar (
    account_id bigint primary key references account on delete cascade,
    name       text  not null unique,
    type       text  not null,
    bytes      bytea not null
);
-- Image formats are compressed already.
alter table avatar alter column bytes set storage external;

-- Sign-in -------------------------------------------------------------------------------------------------------------

-- A browser session, or an access token: that one has a name, and does not expire.
create table session (
    id               bigint generated always as identity primary key,
    token_hash       bytea       not null unique,
    account_id       bigint      not null references account on delete cascade,
    name             text,
    -- Of the browser that signed in; null if unknown, and for tokens.
    browser          text,
    operating_system text,
    created_at       timestamptz not null default now(),
    expires_at       timestamptz,
    -- To the minute; null for a token that was never used.
    last_seen_at     timestamptz default now(),
    constraint session_expiry_check check (name is not null or (expires_at is not null and last_seen_at is not null))
);
create index session_account_id_idx on session (account_id);
create index session_expires_at_idx on session (expires_at);
create index session_last_seen_at_idx on session (last_seen_at);

-- Single-use links that are sent by mail. The account opens one only by reading the mails to that address.
create table mailed_link (
    id         bigint generated always as identity primary key,
    token_hash bytea       not null unique,
    purpose    text        not null check (purpose in ('RESET', 'ADDRESS')),
    account_id bigint      not null references account on delete cascade,
    email      text        not null,
    expires_at timestamptz not null
);
create index mailed_link_account_id_idx on mailed_link (account_id);
create index mailed_link_expires_at_idx on mailed_link (expires_at);

-- Links for signing up where sign-up requires an invitation.
create table invitation (
    id         bigint generated always as identity primary key,
    token_hash bytea       not null unique,
    -- A username.
    created_by text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null
);

-- Tokens for signing up as the first administrator of an empty server: one for each start of a process while there is no
-- account. The first sign-up deletes them.
create table setup_token (
    id         bigint generated always as identity primary key,
    token_hash bytea       not null unique,
    created_at timestamptz not null
);

-- Audit log -----------------------------------------------------------------------------------------------------------

-- Without foreign keys: entries outlive the accounts, rooms and messages that they are about.
create table audit_entry (
    id          bigint generated always as identity primary key,
    created_at  timestamptz not null,
    action      text        not null,
    -- A username; null if the actor is unknown, for example after a failed sign-in with a name that no account has.
    actor       text,
    -- What the action was done to; null if it was done to the actor's own account. The name of an account is its username.
    target_kind text        check (target_kind in ('account', 'access-token', 'invitation', 'room', 'room-invitation')),
    target_id   bigint,
    target_name text,
    room_id     bigint,
    -- The seq of the message in the room.
    message_seq bigint,
    -- Of the request; null without one.
    client_ip   text,
    request_id  text,
    -- What else belongs to the action: role, browser, operatingSystem.
    details     jsonb       not null default '{}'
);
create index audit_entry_actor_idx on audit_entry (actor, id);
create index audit_entry_target_name_idx on audit_entry (target_name, id) where target_kind = 'account';
create index audit_entry_action_idx on audit_entry (action, id);
create index audit_entry_created_at_idx on audit_entry (created_at);

-- Rooms ---------------------------------------------------------------------------------------------------------------

-- A room is a log. `seq` counts its messages, `version` every change of them. Both change in the transaction of the
-- message, so a room's row is locked before its messages.
create table room (
    id          bigint generated always as identity primary key,
    -- Empty for direct rooms and group conversations.
    name        text        not null,
    topic       text        not null default '',
    kind        text        not null check (kind in ('public', 'private', 'direct')),
    -- The ids of the two accounts of a direct room, the lower one first ("7-9", or "7-7"): each pair has at most one room.
    direct_pair text        unique check ((kind = 'direct') = (direct_pair is not null)),
    seq         bigint      not null default 0,
    version     bigint      not null default 0,
    created_at  timestamptz not null default now(),
    -- When the last message was posted.
    active_at   timestamptz not null default now(),
    archived_at timestamptz
);
create unique index room_public_name_key on room (lower(name)) where kind = 'public' and archived_at is null;
create index room_name_idx on room (lower(name), id) where archived_at is null;

create table membership (
    room_id            bigint      not null references room on delete cascade,
    account_id         bigint      not null references account on delete cascade,
    role               text        not null check (role in ('owner', 'moderator', 'member')),
    -- The seq of the last message read.
    last_read          bigint      not null default 0,
    -- Null for the default of the room's kind.
    notification_level text        check (notification_level in ('all', 'mentions', 'nothing')),
    -- The seq of the last message that a device has notified of.
    notified_up_to     bigint      not null default 0,
    -- The version of the last mention added by an edit that a device has notified of.
    notified_version   bigint      not null default 0,
    joined_at          timestamptz not null default now(),
    primary key (room_id, account_id)
);
create index membership_account_id_idx on membership (account_id);

-- Links into a room, for accounts. A link works while its creator may invite.
create table room_invitation (
    id             bigint generated always as identity primary key,
    room_id        bigint      not null references room on delete cascade,
    token_hash     bytea       not null unique,
    created_by     bigint      not null references account,
    created_at     timestamptz not null,
    expires_at     timestamptz not null,
    -- How many more accounts can join with it; null for any number.
    remaining_uses integer     check (remaining_uses >= 0)
);
create index room_invitation_room_id_idx on room_invitation (room_id);

-- Messages ------------------------------------------------------------------------------------------------------------

-- Normalizes text for search (src/docs/search.md), as the class Folding does: compatible forms become one, letters lower-case
-- and without accents, variants of Arabic letters and digits of all scripts one, everything between words a single space, and each character of a script without spaces between words becomes a word. The ranges are written
-- out because character classes like [:punct:] depend on the locale of the database. Lower-casing depends on it too, so it
-- names a collation that knows all letters, where there is one. Each word is prefixed with the scope, which is empty in
-- public rooms.
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
            -- The digits of all scripts.
            digits constant text := '٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹߀߁߂߃߄߅߆߇߈߉०१२३४५६७८९০১২৩৪৫৬৭৮৯੦੧੨੩੪੫੬੭੮੯૦૧૨૩૪૫૬૭૮૯୦୧୨୩୪୫୬୭୮୯௦௧௨௩௪௫௬௭௮௯౦౧౨౩౪౫౬౭౮౯೦೧೨೩೪೫೬೭೮೯൦൧൨൩൪൫൬൭൮൯෦෧෨෩෪෫෬෭෮෯๐๑๒๓๔๕๖๗๘๙໐໑໒໓໔໕໖໗໘໙༠༡༢༣༤༥༦༧༨༩၀၁၂၃၄၅၆၇၈၉႐႑႒႓႔႕႖႗႘႙០១២៣៤៥៦៧៨៩᠐᠑᠒᠓᠔᠕᠖᠗᠘᠙᥆᥇᥈᥉᥊᥋᥌᥍᥎᥏᧐᧑᧒᧓᧔᧕᧖᧗᧘᧙᪀᪁᪂᪃᪄᪅᪆᪇᪈᪉᪐᪑᪒᪓᪔᪕᪖᪗᪘᪙᭐᭑᭒᭓᭔᭕᭖᭗᭘᭙᮰᮱᮲᮳᮴᮵᮶᮷᮸᮹᱀᱁᱂᱃᱄᱅᱆᱇᱈᱉᱐᱑᱒᱓᱔᱕᱖᱗᱘᱙꘠꘡꘢꘣꘤꘥꘦꘧꘨꘩꣐꣑꣒꣓꣔꣕꣖꣗꣘꣙꤀꤁꤂꤃꤄꤅꤆꤇꤈꤉꧐꧑꧒꧓꧔꧕꧖꧗꧘꧙꧰꧱꧲꧳꧴꧵꧶꧷꧸꧹꩐꩑꩒꩓꩔꩕꩖꩗꩘꩙꯰꯱꯲꯳꯴꯵꯶꯷꯸꯹';
            numbers constant text := repeat('0123456789', 35);
        begin
            if octet_length(body) = char_length(body) then
                folded := lower(body);
            else
                folded := regexp_replace(lower(normalize(body, NFKD) collate %s), '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7'
                    '\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u08d3-\u08e1'
                    '\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g');
                folded := translate(folded, 'øłđðħıςةىٱکھہیە', 'olddhiσهياكههيه');
                if folded ~ '[ßæœþ]' then
                    folded := replace(replace(replace(replace(folded, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
                end if;
                -- Few texts have them, and the list is long.
                if folded ~ '[\u0660-\u0669\u06f0-\u06f9\u07c0-\u07c9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0b66-\u0b6f'
                        '\u0be6-\u0bef\u0c66-\u0c6f\u0ce6-\u0cef\u0d66-\u0d6f\u0de6-\u0def\u0e50-\u0e59\u0ed0-\u0ed9\u0f20-\u0f29'
                        '\u1040-\u1049\u1090-\u1099\u17e0-\u17e9\u1810-\u1819\u1946-\u194f\u19d0-\u19d9\u1a80-\u1a89\u1a90-\u1a99'
                        '\u1b50-\u1b59\u1bb0-\u1bb9\u1c40-\u1c49\u1c50-\u1c59\ua620-\ua629\ua8d0-\ua8d9\ua900-\ua909\ua9d0-\ua9d9'
                        '\ua9f0-\ua9f9\uaa50-\uaa59\uabf0-\uabf9]' then
                    folded := translate(folded, digits, numbers);
                end if;
                folded := regexp_replace(normalize(folded, NFC),
                    '([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30fa\u30fc-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff'
                    '\U00020000-\U0003ffff])', ' \1 ', 'g');
            end if;
            folded := btrim(regexp_replace(folded, '[\s!-/:-@[-`{-~\u0080-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf'
                '\u060c\u061b\u061f\u06d4\u2000-\u206f\u3000-\u3004\u3008-\u3020\u30fb]+', ' ', 'g'));
            return case when scope = '' or folded = '' then folded else scope || replace(folded, ' ', ' ' || scope) end;
        end $$ $function$, letters);
end $do$;

create table message (
    room_id       bigint      not null references room on delete cascade,
    seq           bigint      not null,
    -- The room's version as of the last change of this message.
    version       bigint      not null,
    author_id     bigint      not null references account,
    -- The place among the messages of this author in this room: how many are in a range follows from its first and last.
    author_seq    bigint      not null,
    -- Chosen by the client: with the same id, a repeated request stores the message once.
    client_id     text        not null,
    body          text        not null check (char_length(body) <= 4000),
    html          text        not null,
    -- Which version of the renderer made the HTML (Markdown.RENDERER_VERSION).
    html_version  smallint    not null default 0,
    reply_to      bigint,
    -- The mentioned usernames in their order; "room" mentions everyone in the room, and is no username.
    mentions      text[]      not null default '{}',
    created_at    timestamptz not null,
    edited_at     timestamptz,
    pinned_at     timestamptz,
    deleted       boolean     not null default false,
    -- Whether the room is public, kept by a trigger: an index cannot read the room.
    room_public   boolean     not null,
    -- The words of the body, and terms that no word looks like: # with the room, @ with the author. In a room that is not
    -- public each word is prefixed with the room (12xhello). So a word that is frequent in rooms that the reader cannot see
    -- costs nothing in those that they can.
    search_vector tsvector    not null generated always as (
        to_tsvector('simple', search_text(body, case when room_public then '' else room_id || 'x' end))
        || array_to_tsvector(array['#' || room_id, case when room_public then '' else room_id || 'x' end || '@' || author_id])) stored,
    primary key (room_id, seq),
    constraint message_client_id_key unique (room_id, author_id, client_id)
);
-- The changes since a version. Unique: each version belongs to one change.
create unique index message_version_key on message (room_id, version);
-- The reader's own messages, which do not count as unread.
create index message_author_id_idx on message (room_id, author_id, seq) include (author_seq);
create index message_pinned_at_idx on message (room_id, pinned_at) where pinned_at is not null;
-- Deleted messages, which do not count as unread either.
create index message_deleted_idx on message (room_id, seq) where deleted;
-- Every search reads the whole list of pending entries, so the list is kept short (in KB).
create index message_search_vector_idx on message using gin (search_vector) with (gin_pending_list_limit = 64);
-- The newest first, over all rooms.
create index message_created_at_idx on message (created_at, room_id, seq);
-- What RenderingJob renders again. It contains no rows of the current version, so storing a message does not write it. A
-- new version of the renderer replaces this index and message_revision_outdated_html_idx by those of its number: create the new ones
-- first.
create index message_outdated_html_idx on message (room_id, seq) where html_version < 2;

-- Who is mentioned where, kept by triggers: an unread mention is found however many other messages are unread.
create table mention (
    -- A username, or "room" for everyone in the room.
    username  text   not null,
    room_id   bigint not null references room on delete cascade,
    seq       bigint not null,
    author_id bigint not null,
    primary key (username, room_id, seq)
);
-- What goes with a message, and with its room.
create index mention_room_id_seq_idx on mention (room_id, seq);

create function update_mentions() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        delete from mention where room_id = new.room_id and seq = new.seq;
    end if;
    insert into mention (username, room_id, seq, author_id)
    select distinct name, new.room_id, new.seq, new.author_id from unnest(new.mentions) name;
    return null;
end $$;
create trigger message_insert_mentions after insert on message for each row
    when (new.mentions <> '{}') execute function update_mentions();
create trigger message_update_mentions after update of mentions on message for each row
    when (old.mentions <> new.mentions) execute function update_mentions();

-- The service inserts both with the message; this is for other programs.
create function complete_message() returns trigger language plpgsql as $$
begin
    select kind = 'public' into new.room_public from room where id = new.room_id;
    new.author_seq := coalesce(new.author_seq, 1 + coalesce((
        select author_seq from message where room_id = new.room_id and author_id = new.author_id
        order by seq desc limit 1), 0));
    return new;
end $$;
create trigger message_complete before insert on message for each row
    when (new.room_public is null or new.author_seq is null) execute function complete_message();

create function update_message_room_public() returns trigger language plpgsql as $$
begin
    update message set room_public = new.kind = 'public' where room_id = new.id;
    return null;
end $$;
create trigger room_update_message_room_public after update of kind on room for each row
    when ((old.kind = 'public') <> (new.kind = 'public')) execute function update_message_room_public();

-- The texts of edited messages before each edit.
create table message_revision (
    room_id      bigint      not null,
    seq          bigint      not null,
    -- The message's version while it had this text.
    version      bigint      not null,
    body         text        not null,
    html         text        not null,
    html_version smallint    not null default 0,
    written_at   timestamptz not null,
    primary key (room_id, seq, version),
    foreign key (room_id, seq) references message on delete cascade
);
create index message_revision_outdated_html_idx on message_revision (room_id, seq, version) where html_version < 2;

create table reaction (
    room_id    bigint      not null,
    seq        bigint      not null,
    emoji      text        not null check (char_length(emoji) <= 20),
    account_id bigint      not null references account on delete cascade,
    created_at timestamptz not null default clock_timestamp(),
    primary key (room_id, seq, emoji, account_id),
    foreign key (room_id, seq) references message on delete cascade
);
create index reaction_account_id_idx on reaction (account_id);

-- Attachments ---------------------------------------------------------------------------------------------------------

create table attachment (
    id             bigint generated always as identity primary key,
    room_id        bigint      not null references room on delete cascade,
    -- The message that it belongs to, and its position among the attachments of that message. Null until a message has it.
    seq            bigint,
    position       smallint    not null default 0,
    owner_id       bigint      not null references account,
    name           text        not null default '',
    type           text        not null default '',
    size           bigint      not null default 0,
    -- Of an image as it is displayed, in pixels; null for other files.
    width          int,
    height         int,
    thumbnail_type text,
    thumbnail_size int,
    -- Whether the upload is complete. Incomplete attachments are not visible.
    complete       boolean     not null default false,
    created_at     timestamptz not null default now()
);
create index attachment_message_idx on attachment (room_id, seq);
create index attachment_owner_id_idx on attachment (owner_id) include (size);
create index attachment_unattached_idx on attachment (created_at) where seq is null;

-- The bytes in chunks, so that no process holds a whole file in memory. All chunks but the last have the same length.
create table attachment_chunk (
    attachment_id bigint  not null references attachment on delete cascade,
    thumbnail     boolean not null,
    number        int     not null,
    bytes         bytea   not null,
    primary key (attachment_id, thumbnail, number)
);
-- Most large files are compressed already.
alter table attachment_chunk alter column bytes set storage external;
