/** Finding and copying the parts of what the service rendered. */

import type { Author } from '../socket/events';
import { say } from './texts';

const TINTS = 8;
const AVATAR_PX = 36;

/** The element that a template calls `name`; the templates and the script belong together, so it is there. */
export function part<Kind extends HTMLElement>(within: ParentNode, name: string): Kind {
  const found = within.querySelector<Kind>(`[data-part="${name}"]`);
  if (!found) {
    throw new Error(`The page has no part ${name}`);
  }
  return found;
}

export function copyOf<Kind extends HTMLElement>(templateId: string): Kind {
  const template = document.getElementById(templateId) as HTMLTemplateElement;
  return document.importNode(template.content, true).firstElementChild as Kind;
}

/** What somebody is called, as far as the page says it anywhere. */
export function displayNameOf(username: string): string {
  const who = CSS.escape(username);
  const shown =
    document.querySelector(`[data-author="${who}"] [data-part="author"]`) ??
    document.querySelector(`[data-username="${who}"] [data-part="name"]`);
  return shown?.textContent ?? username;
}

export function drawAvatar(avatar: HTMLElement, { username, displayName, picture }: Author): void {
  avatar.dataset['name'] = displayName;
  avatar.dataset['tint'] = String(hashOf(username) % TINTS);
  drawPicture(avatar, picture);
}

/** One that is there already stays, as another would flash. */
function drawPicture(avatar: HTMLElement, picture: string | null): void {
  if (avatar.querySelector('img')?.getAttribute('src') !== (picture ?? undefined)) {
    avatar.replaceChildren(...(picture ? [imageOf(picture)] : []));
  }
}

/** Its place is that of the avatar. The name stands beside, so there is nothing more to say. */
function imageOf(picture: string): HTMLImageElement {
  const image = new Image(AVATAR_PX, AVATAR_PX);
  image.alt = '';
  image.src = picture;
  return image;
}

/** Whether somebody who is listed is here. */
export function drawPresence(item: HTMLElement, online: boolean): void {
  item.toggleAttribute('data-online', online);
  part(item, 'presence').textContent = online ? say('online') : say('offline');
}

/** The hash that Java gives a string, so that the script and the first page choose the same tint. */
function hashOf(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) {
    hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  }
  return hash;
}
