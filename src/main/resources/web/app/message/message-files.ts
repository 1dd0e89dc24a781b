import type { Attachment } from '../socket/events';
import { formatSize } from '../lib/file-size';

/** The largest size of a picture in the log, in pixels: the same as in `AttachmentView`. */
const MAX_WIDTH = 400;
const MAX_HEIGHT = 300;

/**
 * Draws the files of a message. Files that are shown already are kept, as an image flickers when it is inserted again.
 */
export function drawFiles(list: HTMLElement, files: readonly Attachment[]): void {
  const drawn = [...list.querySelectorAll('a')].map((link) => link.getAttribute('href'));
  if (drawn.length !== files.length || files.some(({ url }, at) => url !== drawn[at])) {
    list.replaceChildren(...files.map(itemOf));
  }
  list.hidden = files.length === 0;
}

function itemOf(file: Attachment): HTMLElement {
  const item = document.createElement('li');
  item.append(file.width && file.height ? pictureOf(file, file.width, file.height) : linkOf(file));
  return item;
}

/** The size is set before the image loads, so that nothing moves. */
function pictureOf(file: Attachment, width: number, height: number): HTMLElement {
  const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
  const image = document.createElement('img');
  image.width = Math.max(1, Math.round(width * scale));
  image.height = Math.max(1, Math.round(height * scale));
  image.alt = file.name;
  image.decoding = 'async';
  image.src = file.thumbnail ?? file.url;
  const link = document.createElement('a');
  link.className = 'picture';
  link.href = file.url;
  link.target = '_blank';
  link.rel = 'noopener';
  link.append(image);
  return link;
}

function linkOf(file: Attachment): HTMLElement {
  const link = document.createElement('a');
  link.className = 'file';
  link.href = file.url;
  link.download = '';
  link.append(textIn('bdi', 'file-name', file.name), ' ', textIn('span', 'file-size', formatSize(file.size)));
  return link;
}

function textIn(tag: 'bdi' | 'span', className: string, text: string): HTMLElement {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
}
