import { encode } from '../composer/thumbnail';

/** The side of an avatar in pixels: four times the size shown, for dense screens and larger places. */
const SIDE_PX = 256;

/** The middle of a picture as a small square; null if the browser cannot decode it. */
export async function toSquare(file: Blob): Promise<Blob | null> {
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
  const cut = Math.min(picture.width, picture.height);
  const [left, top] = [(picture.width - cut) / 2, (picture.height - cut) / 2];
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIDE_PX;
  const context = canvas.getContext('2d');
  if (context) {
    context.imageSmoothingQuality = 'high';
    context.drawImage(picture, left, top, cut, cut, 0, 0, SIDE_PX, SIDE_PX);
  }
  return canvas;
}
