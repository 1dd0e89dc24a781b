import type { MessageComposerElement } from './message-composer';

/** Whether a focused text box would open an on-screen keyboard. */
export function hasOnScreenKeyboard(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

/**
 * Focuses the text box for messages. Returns whether that was possible: it is not where nothing can be written, or
 * where it would open an on-screen keyboard that nobody asked for.
 */
export function focusComposer(): boolean {
  const composer = document.querySelector<MessageComposerElement>('message-composer');
  return !hasOnScreenKeyboard() && composer?.focusText() === true;
}
