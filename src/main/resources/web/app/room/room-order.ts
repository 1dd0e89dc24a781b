import { isConversation } from '../notification/notification-rules';
import { locale } from '../lib/texts';

/** A room as far as its place in the sidebar depends on it. */
export interface ListedRoom {
  readonly name: string;
  readonly kind: string;
  /** The notification level; a muted room is not listed as unread. */
  readonly level: string;
  readonly unread: number;
  /** Higher for a room with later activity. */
  readonly activity: number;
}

export type Section = 'unread' | 'rooms' | 'direct';

export function sectionOf({ kind, level, unread }: ListedRoom): Section {
  if (unread > 0 && level !== 'nothing') {
    return 'unread';
  }
  return isConversation(kind) ? 'direct' : 'rooms';
}

/**
 * The order of two rooms of a section: conversations come first, the most recent one at the top; rooms are sorted by
 * name, so that they keep their places.
 */
export function orderOf(one: ListedRoom, other: ListedRoom): number {
  const isDirect = isConversation(one.kind);
  if (isDirect !== isConversation(other.kind)) {
    return isDirect ? -1 : 1;
  }
  return isDirect ? other.activity - one.activity : one.name.localeCompare(other.name, locale());
}
