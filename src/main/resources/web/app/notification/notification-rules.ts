import type { Message, Level } from '../socket/events';

/** What stands for everyone among a message's mentions. */
const EVERYONE = 'room';

/** What was chosen for a room; without a choice, all that two people say to each other, and elsewhere what calls one. */
export function levelOf(chosen: string | undefined, kind: string | undefined): Level {
  if (chosen === 'all' || chosen === 'mentions' || chosen === 'nothing') {
    return chosen;
  }
  return isConversation(kind) ? 'all' : 'mentions';
}

/** Of two, or of several: whatever is said there is said to those who are in it. */
export function isConversation(kind: string | undefined): boolean {
  return kind === 'direct' || kind === 'several';
}

/** Whether one is to be told of a new message. */
export function concerns({ author, deleted, mentions }: Message, me: string, level: Level): boolean {
  if (level === 'nothing' || deleted || author.username === me) {
    return false;
  }
  return level === 'all' || names(mentions, me);
}

/** Whether it is somebody else's, and mentions one or everyone. */
export function calls({ author, deleted, mentions }: Message, me: string): boolean {
  return !deleted && author.username !== me && names(mentions, me);
}

function names(mentions: readonly string[], me: string): boolean {
  return mentions.includes(me) || mentions.includes(EVERYONE);
}
