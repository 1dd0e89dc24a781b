import { StatusText } from '../ui/status-text';
import { t } from '../lib/texts';

/** Whether there are messages beyond an edge of those shown, and whether they are being loaded. */
export type EdgeState = 'none' | 'more' | 'loading' | 'failed';

/** The button at an edge of the log: it shows the state, and loads more for users who do not scroll. */
export class LoadMoreButton {
  readonly #button: HTMLElement;
  readonly #which: 'earlier' | 'later';
  readonly #note: StatusText;
  #state: EdgeState;

  /** @param which messages are beyond the edge */
  constructor(button: HTMLElement, which: 'earlier' | 'later') {
    this.#button = button;
    this.#note = new StatusText(() => button);
    this.#which = which;
    this.#state = button.hidden ? 'none' : 'more';
  }

  get state(): EdgeState {
    return this.#state;
  }

  contains(element: Element | null): boolean {
    return this.#button.contains(element);
  }

  show(state: EdgeState): void {
    this.#state = state;
    this.#button.hidden = state === 'none';
    const earlier = this.#which === 'earlier';
    switch (state) {
      case 'loading':
        this.#note.showWhenSlow(t('loading'));
        break;
      case 'failed':
        this.#note.show(earlier ? t('earlierNotLoaded') : t('laterNotLoaded'));
        break;
      default:
        this.#note.show(earlier ? t('loadEarlier') : t('loadLater'));
    }
  }
}
