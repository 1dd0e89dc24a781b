/** Thumbnails are made in the browser: the server never decodes uploaded pictures. */

const MAX_WIDTH = 640;
const MAX_HEIGHT = 480;
/** The limit of the server. */
const MAX_BYTES = 100 * 1024;
/** Smaller pictures need no thumbnail. Animated ones have a higher limit, as a thumbnail does not move. */
const SMALL_BYTES = 64 * 1024;
const SMALL_ANIMATED_BYTES = 2 * 1024 * 1024;

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
/**
 * Formats and qualities, tried in this order until one is small enough. A browser that cannot write WebP returns PNG.
 */
const ENCODINGS: readonly [string, number][] = [
  ['image/webp', 0.8],
  ['image/jpeg', 0.7],
  ['image/jpeg', 0.4],
];

/** The thumbnail of a picture; null if the file is no picture, is small itself, or cannot be decoded. */
export async function createThumbnail(file: Blob): Promise<Blob | null> {
  const small = file.type === 'image/gif' ? SMALL_ANIMATED_BYTES : SMALL_BYTES;
  if (!PICTURES.includes(file.type) || file.size <= small || typeof createImageBitmap !== 'function') {
    return null;
  }
  try {
    const picture = await createImageBitmap(file);
    const drawn = draw(picture);
    picture.close();
    return await encode(drawn);
  } catch {
    return null;
  }
}

function draw(picture: ImageBitmap): HTMLCanvasElement {
  const scale = Math.min(1, MAX_WIDTH / picture.width, MAX_HEIGHT / picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** Encodes a canvas in at most 100 KB; null if that is not possible. */
export async function encode(canvas: HTMLCanvasElement): Promise<Blob | null> {
  for (const [type, quality] of ENCODINGS) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
    if (blob && blob.size <= MAX_BYTES) {
      return blob;
    }
  }
  return null;
}
