import { ProblemError, reason } from '../lib/api';
import { closeOnEscape } from './dialog-focus';
import { part } from '../lib/dom';

/** The trimmed text of a field of a form. */
export function textOfField(name: string, answers: FormData): string {
  const typed = answers.get(name);
  return typeof typed === 'string' ? typed.trim() : '';
}

/**
 * A form in a dialog: opened by every button that `data-opens` it. Its values are sent to the server, and errors are
 * shown.
 */
export class FormDialog {
  readonly #host: HTMLElement;
  readonly #send: (answers: FormData) => Promise<void>;
  readonly #prepare: ((form: HTMLFormElement) => void) | undefined;

  /** @param prepare fills in the form before it is shown */
  constructor(
    host: HTMLElement,
    send: (answers: FormData) => Promise<void>,
    prepare?: (form: HTMLFormElement) => void,
  ) {
    this.#host = host;
    this.#send = send;
    this.#prepare = prepare;
  }

  /** @param connection aborted when the element is taken out of the page */
  start(connection: AbortSignal): void {
    document.addEventListener('click', this.#open, { signal: connection });
    this.#form.addEventListener('submit', this.#submit, { signal: connection });
    this.#cancel.addEventListener('click', this.#close, { signal: connection });
    closeOnEscape(this.#dialog, connection);
  }

  readonly #open = ({ target }: MouseEvent): void => {
    if (target instanceof Element && target.closest(`[data-opens="${this.#host.localName}"]`)) {
      this.#form.reset();
      this.#prepare?.(this.#form);
      this.#show('', []);
      this.#dialog.showModal();
    }
  };

  readonly #close = (): void => this.#dialog.close();

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#send(new FormData(this.#form)).then(this.#close, (failure: unknown) => {
      const fields = failure instanceof ProblemError ? failure.violations.map(({ field }) => field) : [];
      this.#show(reason(failure), fields);
    });
  };

  #show(problem: string, fields: readonly string[]): void {
    part(this.#form, 'problem').textContent = problem;
    for (const input of this.#form.querySelectorAll('input')) {
      input.ariaInvalid = fields.includes(input.name) ? 'true' : null;
    }
  }

  get #dialog(): HTMLDialogElement {
    return this.#host.querySelector('dialog') as HTMLDialogElement;
  }

  get #form(): HTMLFormElement {
    return part(this.#host, 'form');
  }

  get #cancel(): HTMLElement {
    return part(this.#host, 'cancel');
  }
}
