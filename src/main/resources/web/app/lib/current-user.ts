import type { Author } from '../socket/events';

let user: Author | undefined;

/** The user that this page was rendered for, even if someone else has signed in since. */
export function currentUser(): Author {
  return (user ??= userOf(document));
}

/** The user that a page was rendered for; one without a name where it is no page of the chat. */
export function userOf(page: Document): Author {
  const { me, myName, myPicture } = page.getElementById('chat')?.dataset ?? {};
  return { username: me ?? '', displayName: myName ?? '', picture: myPicture ?? null };
}

export const currentUsername = (): string => currentUser().username;
