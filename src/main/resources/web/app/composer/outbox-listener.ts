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
export function outboxListener(find: (room: number) => OpenRoom | null): OutboxListener {
  return {
    onSent: (draft: Draft, message: Message) => find(draft.room)?.onSent(draft, message),
    onRejected: (draft: Draft, why: string) => {
      const room = find(draft.room);
      return room ? room.onRejected(draft, why) : keepForLater(draft);
    },
    onStuck: (room: number) => find(room)?.showFailed(),
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
