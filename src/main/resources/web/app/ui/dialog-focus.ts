import { focusComposer } from '../composer/composer-focus';

/**
 * One Escape closes a dialog, also while there is text in its search box, which the browser would only clear. If the
 * element that had the focus before cannot take it again, the composer gets it.
 *
 * @param connection aborted when the host of the dialog is taken out of the page
 */
export function closeOnEscape(dialog: HTMLDialogElement, connection: AbortSignal): void {
  dialog.addEventListener(
    'keydown',
    (event) => {
      const isSearchBox = event.target instanceof HTMLInputElement && event.target.type === 'search';
      if (event.key === 'Escape' && isSearchBox && !event.defaultPrevented && !event.isComposing) {
        event.preventDefault();
        dialog.close();
      }
    },
    { signal: connection },
  );
  dialog.addEventListener('close', () => focusComposerIfNothingIs(dialog), { signal: connection });
}

/** Where nothing had the focus before, an element of the dialog keeps it for a moment. */
function focusComposerIfNothingIs(dialog: HTMLDialogElement): void {
  const { activeElement } = document;
  if (activeElement === document.body || dialog.contains(activeElement)) {
    focusComposer();
  }
}
