import type { UnsentMessage } from './outbox-store';
import type { Message } from '../socket/events';
import { filesKey } from './file-strip';
import { draftKey } from './message-composer';
import type { OpenRoom } from '../room/open-room';
import type { OutboxListener } from './outbox';

/**
 * Reports the outcome of each unsent message to its room.
 *
 * @param find the room, if the page has it
 */
export function outboxListener(find: (room: number) => OpenRoom | null): OutboxListener {
  return {
    onSent: (unsent: UnsentMessage, message: Message) => find(unsent.room)?.onSent(unsent, message),
    onRejected: (unsent: UnsentMessage, why: string) => {
      const room = find(unsent.room);
      return room ? room.onRejected(unsent, why) : keepForLater(unsent);
    },
    onStuck: (room: number) => find(room)?.showFailed(),
  };
}

/**
 * An unsent message that was rejected while another room is open: its text and files are put into the composer of its own room.
 */
function keepForLater({ room, body, files }: UnsentMessage): void {
  const key = draftKey(room);
  sessionStorage.setItem(filesKey(room), JSON.stringify(files ?? []));
  sessionStorage.setItem(key, [body, sessionStorage.getItem(key)].filter(Boolean).join('\n'));
}
