import type { Message, NotificationLevel } from '../socket/events';

/** The mention of everyone in the room. */
const EVERYONE = 'room';

/** The level that was chosen for a room. The default is all messages in conversations, and mentions elsewhere. */
export function levelOf(chosen: string | undefined, kind: string | undefined): NotificationLevel {
  if (chosen === 'all' || chosen === 'mentions' || chosen === 'nothing') {
    return chosen;
  }
  return isConversation(kind) ? 'all' : 'mentions';
}

/** Whether it is a direct room or a group conversation. */
export function isConversation(kind: string | undefined): boolean {
  return kind === 'direct' || kind === 'several';
}

/** Whether the user is notified of a new message. */
export function shouldNotify({ author, deleted, mentions }: Message, me: string, level: NotificationLevel): boolean {
  if (level === 'nothing' || deleted || author.username === me) {
    return false;
  }
  return level === 'all' || mentionNames(mentions, me);
}

/** Whether another user's message mentions the user or everyone. */
export function mentionsUser({ author, deleted, mentions }: Message, me: string): boolean {
  return !deleted && author.username !== me && mentionNames(mentions, me);
}

function mentionNames(mentions: readonly string[], me: string): boolean {
  return mentions.includes(me) || mentions.includes(EVERYONE);
}
