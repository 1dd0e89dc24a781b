import type { Message, NotifyLevel } from './events';

/** What stands for everyone among a message's mentions. */
const EVERYONE = 'room';

/** What was chosen for a room; without a choice, all that two people say to each other, and elsewhere what calls one. */
export function levelOf(chosen: string | undefined, kind: string | undefined): NotifyLevel {
  if (chosen === 'all' || chosen === 'mentions' || chosen === 'nothing') {
    return chosen;
  }
  return kind === 'direct' ? 'all' : 'mentions';
}

/** Whether one is to be told of a new message. */
export function concerns({ author, deleted, mentions }: Message, me: string, level: NotifyLevel): boolean {
  if (level === 'nothing' || deleted || author.username === me) {
    return false;
  }
  return level === 'all' || mentions.includes(me) || mentions.includes(EVERYONE);
}
