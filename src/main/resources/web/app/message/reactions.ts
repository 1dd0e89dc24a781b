import type { Message, Reaction } from '../socket/events';
import { displayNameOf, part } from '../lib/dom';
import { ElementState } from '../lib/element-state';
import { formatList, t, tCount } from '../lib/texts';

/** Further names are only counted. */
const MAX_NAMES = 20;

const reactions = new ElementState<HTMLElement, Reaction>(({ dataset }) => ({
  emoji: dataset['emoji'] ?? '',
  users: (dataset['users'] ?? '').split(' ').filter(Boolean),
}));

/** Draws the reactions to a message. Existing buttons are kept, so that they keep the focus. */
export function drawReactions(article: HTMLElement, message: Message): void {
  const list = part(article, 'reactions');
  const before = new Map(
    buttonsOf(article).map((button) => [reactions.of(button).emoji, button.parentElement as HTMLElement]),
  );
  list.replaceChildren(...message.reactions.map((reaction) => item(before.get(reaction.emoji), reaction)));
  list.hidden = message.reactions.length === 0;
}

/** Adds to the reactions what depends on the user: their own are pressed, and the names are shown. */
export function showOwnReactions(article: HTMLElement, me: string): void {
  for (const button of buttonsOf(article)) {
    const { emoji, users } = reactions.of(button);
    button.ariaPressed = String(users.includes(me));
    button.title = namesOf(users, me);
    button.ariaLabel = t('reactedBy', emoji, button.title);
  }
}

export function hasReacted(article: HTMLElement, emoji: string, me: string): boolean {
  return buttonsOf(article)
    .map((button) => reactions.of(button))
    .some((reaction) => reaction.emoji === emoji && reaction.users.includes(me));
}

function item(before: HTMLElement | undefined, reaction: Reaction): HTMLElement {
  const entry = before ?? newItem(reaction.emoji);
  const button = entry.firstElementChild as HTMLButtonElement;
  reactions.set(button, reaction);
  button.setAttribute('data-users', reaction.users.join(' '));
  part(button, 'count').textContent = String(reaction.users.length);
  return entry;
}

function newItem(emoji: string): HTMLElement {
  const entry = document.createElement('li');
  const button = document.createElement('button');
  const count = document.createElement('span');
  button.type = 'button';
  button.className = 'reaction';
  button.setAttribute('data-action', 'react');
  button.setAttribute('data-emoji', emoji);
  count.setAttribute('data-part', 'count');
  button.append(emoji, ' ', count);
  entry.append(button);
  return entry;
}

function namesOf(users: readonly string[], me: string): string {
  const shown = users.slice(0, MAX_NAMES).map((user) => (user === me ? t('you') : displayNameOf(user)));
  const rest = users.length - shown.length;
  const list = formatList(shown, 'narrow');
  return rest > 0 ? tCount('andMore', rest, list) : list;
}

function buttonsOf(article: HTMLElement): HTMLButtonElement[] {
  return [...part(article, 'reactions').querySelectorAll('button')];
}
