/** Finds and clones parts of the page that the server rendered. */

import type { Author } from '../socket/events';
import { t } from './texts';

const TINTS = 8;
const AVATAR_SIZE_PX = 36;

/** The element with that `data-part`. Templates and scripts are released together, so a missing part is an error. */
export function part<Kind extends HTMLElement>(within: ParentNode, name: string): Kind {
  const found = within.querySelector<Kind>(`[data-part="${name}"]`);
  if (!found) {
    throw new Error(`The page has no part ${name}`);
  }
  return found;
}

export function cloneTemplate<Kind extends HTMLElement>(templateId: string): Kind {
  const template = document.getElementById(templateId) as HTMLTemplateElement;
  return document.importNode(template.content, true).firstElementChild as Kind;
}

/** The display name of a user if the page shows it anywhere, else the username. */
export function displayNameOf(username: string): string {
  const who = CSS.escape(username);
  const shown =
    document.querySelector(`[data-author="${who}"] [data-part="author"]`) ??
    document.querySelector(`[data-username="${who}"] [data-part="name"]`);
  const isAmbiguous = shown?.parentElement?.querySelector('.message-username:not([hidden])');
  return isAmbiguous ? `${shown?.textContent} (@${username})` : (shown?.textContent ?? username);
}

/** The display name of a user, with the username if it looks like the name of another user. */
export function unambiguousName({ displayName, username, ambiguousName }: Author): string {
  return ambiguousName === true ? `${displayName} (@${username})` : displayName;
}

export function drawAvatar(avatar: HTMLElement, { username, displayName, picture }: Author): void {
  avatar.dataset['name'] = displayName;
  avatar.dataset['tint'] = String(javaHash(username) % TINTS);
  drawPicture(avatar, picture);
}

/** Keeps an image that is there already, as a new one would flicker. */
function drawPicture(avatar: HTMLElement, picture: string | null): void {
  if (avatar.querySelector('img')?.getAttribute('src') !== (picture ?? undefined)) {
    avatar.replaceChildren(...(picture ? [imageOf(picture)] : []));
  }
}

/** An avatar has no alternative text, as the name stands next to it. */
function imageOf(picture: string): HTMLImageElement {
  const image = new Image(AVATAR_SIZE_PX, AVATAR_SIZE_PX);
  image.alt = '';
  image.src = picture;
  return image;
}

/** Shows whether a listed user is online. */
export function drawPresence(item: HTMLElement, online: boolean): void {
  item.toggleAttribute('data-online', online);
  part(item, 'presence').textContent = online ? t('online') : t('offline');
}

/** The hash code of a string as in Java, so that the script and the server choose the same tint. */
function javaHash(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  }
  return hash;
}
