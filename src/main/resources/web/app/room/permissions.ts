/** What the reader may do in the open room, as far as the page knows; the service decides. */

function room(): DOMStringMap {
  return document.querySelector<HTMLElement>('room-header')?.dataset ?? {};
}

function keepsOrder(): boolean {
  return room()['role'] === 'owner' || room()['role'] === 'moderator';
}

function inConversation(): boolean {
  return isMember() && (room()['kind'] === 'direct' || room()['unnamed'] !== undefined);
}

export function isMember(): boolean {
  return Boolean(room()['role']);
}

export const mayPin = (): boolean => keepsOrder() || inConversation();

export const mayCallAll = (): boolean => keepsOrder() || inConversation();

/** Of messages that others wrote. */
export function mayDelete(): boolean {
  return (keepsOrder() && !inConversation()) || document.getElementById('chat')?.hasAttribute('data-admin') === true;
}
