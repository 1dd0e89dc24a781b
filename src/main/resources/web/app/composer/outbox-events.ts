import type { Draft } from './draft-store';
import type { Message } from '../socket/events';
import { filesKey } from './file-strip';
import { draftKey } from './message-composer';
import type { OpenRoom } from '../room/open-room';
import type { OutboxListener } from './outbox';

/**
 * Reports the outcome of each draft to its room.
 *
 * @param find the room, if the page has it
 */
export function outboxNews(find: (room: number) => OpenRoom | null): OutboxListener {
  return {
    sent: (draft: Draft, message: Message) => find(draft.room)?.sent(draft, message),
    refused: (draft: Draft, why: string) => {
      const room = find(draft.room);
      return room ? room.refused(draft, why) : keepForLater(draft);
    },
    stuck: (room: number) => find(room)?.stuck(),
  };
}

/**
 * A draft that was rejected while another room is open: its text and files are put into the composer of its own room.
 */
function keepForLater({ room, body, files }: Draft): void {
  const key = draftKey(room);
  sessionStorage.setItem(filesKey(room), JSON.stringify(files ?? []));
  sessionStorage.setItem(key, [body, sessionStorage.getItem(key)].filter(Boolean).join('\n'));
}
