import type { Message, Reaction } from '../socket/events';
import { displayNameOf, part } from '../lib/dom';
import { listed, say, sayCount } from '../lib/texts';

/** More names than this are counted instead. */
const MOST_NAMES = 20;

/** Draws what was given to a message. A button that stays is the same one, so that it keeps the focus. */
export function drawReactions(article: HTMLElement, { reactions }: Message): void {
  const list = part(article, 'reactions');
  const before = new Map(
    buttonsOf(article).map((button) => [button.dataset['emoji'], button.parentElement as HTMLElement]),
  );
  list.replaceChildren(...reactions.map((reaction) => item(before.get(reaction.emoji), reaction)));
  list.hidden = reactions.length === 0;
}

/** What the service draws for everyone alike, as the reader sees it: what they gave is pressed, and names are said. */
export function showOwnReactions(article: HTMLElement, me: string): void {
  for (const button of buttonsOf(article)) {
    const users = usersOf(button);
    const emoji = button.dataset['emoji'] ?? '';
    button.ariaPressed = String(users.includes(me));
    button.title = names(users, me);
    button.ariaLabel = say('reactedBy', emoji, button.title);
  }
}

export function hasReacted(article: HTMLElement, emoji: string, me: string): boolean {
  return buttonsOf(article).some((button) => button.dataset['emoji'] === emoji && usersOf(button).includes(me));
}

function item(before: HTMLElement | undefined, { emoji, users }: Reaction): HTMLElement {
  const entry = before ?? newItem(emoji);
  const button = entry.firstElementChild as HTMLButtonElement;
  button.dataset['users'] = users.join(' ');
  part(button, 'count').textContent = String(users.length);
  return entry;
}

function newItem(emoji: string): HTMLElement {
  const entry = document.createElement('li');
  const button = document.createElement('button');
  const count = document.createElement('span');
  button.type = 'button';
  button.className = 'reaction';
  button.dataset['action'] = 'react';
  button.dataset['emoji'] = emoji;
  count.dataset['part'] = 'count';
  button.append(emoji, ' ', count);
  entry.append(button);
  return entry;
}

function names(users: readonly string[], me: string): string {
  const said = users.slice(0, MOST_NAMES).map((user) => (user === me ? say('you') : displayNameOf(user)));
  const rest = users.length - said.length;
  const list = listed(said, 'narrow');
  return rest > 0 ? sayCount('andMore', rest, list) : list;
}

function usersOf(button: HTMLElement): string[] {
  return (button.dataset['users'] ?? '').trim().split(' ');
}

function buttonsOf(article: HTMLElement): HTMLButtonElement[] {
  return [...part(article, 'reactions').querySelectorAll('button')];
}
