import { BaseElement } from '../ui/base-element';
import { part } from '../lib/dom';

/** In local storage. It holds for the browser, as the permission does, and does not say who has used it. */
const KEY = 'parley.notifications';

/** Whether this browser tells one of messages: asks for leave when one switches it on, and never by itself. */
export class NotifySwitchElement extends BaseElement {
  protected override connected(): void {
    this.hidden = !this.possible;
    this.listen(this.#switch, 'click', this.#turn);
    this.listen(window, 'storage', this.#draw);
    this.#draw();
  }

  /** Browsers have notifications, and locks between tabs, only where a page comes by TLS or from the machine itself. */
  get possible(): boolean {
    return window.isSecureContext && 'Notification' in window && 'locks' in navigator;
  }

  get on(): boolean {
    return this.possible && Notification.permission === 'granted' && localStorage.getItem(KEY) === 'on';
  }

  /** The browser has leave and cannot all the same. */
  sayUnable(): void {
    localStorage.removeItem(KEY);
    this.#draw();
    this.#say(this.#note.dataset['impossible']);
  }

  readonly #turn = async (): Promise<void> => {
    this.#say();
    if (this.on) {
      localStorage.removeItem(KEY);
    } else if ((await Notification.requestPermission()) === 'granted') {
      localStorage.setItem(KEY, 'on');
    } else {
      this.#say(this.#note.dataset['forbidden']);
    }
    this.#draw();
  };

  readonly #draw = (): void => {
    this.#switch.ariaChecked = String(this.on);
  };

  #say(note = ''): void {
    this.#note.textContent = note;
  }

  get #note(): HTMLElement {
    return part(this, 'note');
  }

  get #switch(): HTMLElement {
    return part(this, 'switch');
  }
}

customElements.define('notify-switch', NotifySwitchElement);
