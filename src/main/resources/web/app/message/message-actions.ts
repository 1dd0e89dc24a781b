import * as api from '../lib/api';
import type { EmojiPickerElement } from '../composer/emoji-picker';
import type { Message } from '../socket/events';
import { type Article, type ArticleState, stateOf } from './article-state';
import type { MessageComposerElement } from '../composer/message-composer';
import type { MessageVersionsElement } from './message-versions';
import { currentUsername } from '../lib/current-user';
import { displayNameOf, part } from '../lib/dom';
import { hasReacted } from './reactions';
import { type MessageAction, emit } from '../lib/custom-events';
import { t } from '../lib/texts';

const NOTICE_MS = 4_000;

/** Carries out the actions on messages and shows their outcome. */
export class MessageActions {
  readonly #room: number;
  readonly #page: HTMLElement;
  readonly #list: HTMLElement;
  readonly #composer: MessageComposerElement;
  /** Called with the message from a response. */
  readonly #onResponse: (message: Message) => void;
  #hideTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(room: number, page: HTMLElement, answered: (message: Message) => void) {
    this.#room = room;
    this.#page = page;
    this.#list = page.querySelector('message-list') as HTMLElement;
    this.#composer = page.querySelector('message-composer') as MessageComposerElement;
    this.#onResponse = answered;
  }

  start(): void {
    this.#list.addEventListener(
      'message:action',
      ({ detail }) => void this.#run(detail.action, detail.seq, detail.emoji ?? ''),
    );
    this.#composer.addEventListener('composer:edit', ({ detail }) => void this.#saveEdit(detail.seq, detail.body));
    this.#composer.addEventListener('composer:edit-last', () => void this.#editLast());
  }

  async #run(action: MessageAction, seq: number, emoji: string): Promise<void> {
    try {
      await this.#perform(action, seq, emoji);
    } catch (failure) {
      this.#showNotice(api.reason(failure));
    }
  }

  #perform(action: MessageAction, seq: number, emoji: string): Promise<void> | void {
    switch (action) {
      case 'react':
        return this.#toggle(seq, emoji);
      case 'pick':
        return this.#pick(seq);
      case 'reply':
        return this.#reply(seq);
      case 'edit':
        return this.#edit(seq);
      case 'delete':
        return this.#delete(seq);
      case 'pin':
        return api.pin(this.#room, seq).then(this.#onResponse);
      case 'unpin':
        return api.unpin(this.#room, seq).then(this.#onResponse);
      case 'link':
        return this.#copyLink(seq);
      case 'unread':
        return emit(this.#list, 'messages:mark-unread', { seq });
      case 'versions':
        return this.#page.querySelector<MessageVersionsElement>('message-versions')?.show(this.#room, seq);
    }
  }

  #reply(seq: number): void {
    const article = this.#article(seq);
    this.#composer.reply(seq, article ? displayNameOf(stateOf(article).author) : '');
  }

  async #toggle(seq: number, emoji: string): Promise<void> {
    const article = this.#article(seq);
    const given = article !== null && hasReacted(article, emoji, currentUsername());
    this.#onResponse(await (given ? api.removeReaction : api.react)(this.#room, seq, emoji));
  }

  async #pick(seq: number): Promise<void> {
    const emoji = await this.#page.querySelector<EmojiPickerElement>('emoji-picker')?.pick();
    if (emoji) {
      this.#onResponse(await api.react(this.#room, seq, emoji));
    }
  }

  /** The page has only the rendered message, so the Markdown is fetched. */
  async #edit(seq: number): Promise<void> {
    const { body } = await api.message(this.#room, seq);
    this.#composer.edit(seq, body);
  }

  async #editLast(): Promise<void> {
    const last = this.#list.hasAttribute('data-later') ? await this.#lastOfRoom().catch(() => 0) : this.#lastShown();
    if (last > 0) {
      await this.#run('edit', last, '');
    }
  }

  /** The `seq` of the user's last message in the page; 0 if there is none. */
  #lastShown(): number {
    const own = [...this.#list.querySelectorAll<Article>(':scope > article')].map(stateOf).filter(isOwn);
    return own.at(-1)?.seq ?? 0;
  }

  /** The same among the newest messages of the room, while the page shows older ones. */
  async #lastOfRoom(): Promise<number> {
    const { items } = await api.messages(this.#room, { limit: '100' });
    return items.filter(({ author, deleted }) => author.username === currentUsername() && !deleted).at(-1)?.seq ?? 0;
  }

  async #saveEdit(seq: number, body: string): Promise<void> {
    try {
      this.#onResponse(await api.edit(this.#room, seq, body));
    } catch (failure) {
      this.#composer.rejectEdit(seq, body, api.reason(failure));
    }
  }

  /** Users who are not members receive no event, so the deleted message is fetched. */
  async #delete(seq: number): Promise<void> {
    if (confirm(t('deleteForEveryone'))) {
      await api.remove(this.#room, seq);
      this.#onResponse(await api.message(this.#room, seq));
    }
  }

  async #copyLink(seq: number): Promise<void> {
    const link = `${location.origin}/rooms/${this.#room}?at=${seq}`;
    const copied = await copyToClipboard(link);
    this.#showNotice(copied ? t('linkCopied') : link);
  }

  #showNotice(text: string): void {
    const notice = part(this.#page, 'notice');
    notice.textContent = text;
    clearTimeout(this.#hideTimer);
    this.#hideTimer = setTimeout(() => (notice.textContent = ''), NOTICE_MS);
  }

  #article(seq: number): Article | null {
    return this.#list.querySelector<Article>(`:scope > article[data-seq="${seq}"]`);
  }
}

/** Whether the user wrote it, and can still edit it. */
function isOwn({ author, seq, deleted }: ArticleState): boolean {
  return author === currentUsername() && seq !== null && !deleted;
}

/** The clipboard exists only on localhost and over HTTPS, and access to it may be denied. */
async function copyToClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
