/** Small pictures, made here: the service never decodes what people send. */

const WIDEST = 640;
const HIGHEST = 480;
/** What the service takes. */
const MOST_BYTES = 100 * 1024;
/** Smaller ones are their own thumbnails; animated ones, which a small picture would stop, also when they are larger. */
const SMALL_BYTES = 64 * 1024;
const SMALL_ANIMATED_BYTES = 2 * 1024 * 1024;

const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
/** The first that is small enough is taken. A browser that cannot write WebP writes PNG instead, and says so. */
const WAYS: readonly [string, number][] = [
  ['image/webp', 0.8],
  ['image/jpeg', 0.7],
  ['image/jpeg', 0.4],
];

/** A small picture of a file; none of one that is no picture, is small itself, or cannot be read. */
export async function thumbnailOf(file: Blob): Promise<Blob | null> {
  const small = file.type === 'image/gif' ? SMALL_ANIMATED_BYTES : SMALL_BYTES;
  if (!PICTURES.includes(file.type) || file.size <= small || typeof createImageBitmap !== 'function') {
    return null;
  }
  try {
    const picture = await createImageBitmap(file);
    const drawn = draw(picture);
    picture.close();
    return await packed(drawn);
  } catch {
    return null;
  }
}

function draw(picture: ImageBitmap): HTMLCanvasElement {
  const scale = Math.min(1, WIDEST / picture.width, HIGHEST / picture.height);
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** A drawing as a file of 100 KB at most; none where that cannot be. */
export async function packed(canvas: HTMLCanvasElement): Promise<Blob | null> {
  for (const [type, quality] of WAYS) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
    if (blob && blob.size <= MOST_BYTES) {
      return blob;
    }
  }
  return null;
}
