import type { Layer } from '../paint/paint-regions.js';
import type { Photo } from '../photo/open-photo.js';

/** The photo in full size with a layer of the same size over it, as PNG. */
export async function drawOverlay({ file, width, height }: Photo, layer: Layer): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context)
    throw new Error(`This browser gave no canvas of ${width} × ${height} pixels. Try a smaller photo.`);
  const photo = await createImageBitmap(file);
  const colors = await createImageBitmap(new ImageData(layer, width, height));
  context.drawImage(photo, 0, 0, width, height);
  context.drawImage(colors, 0, 0);
  photo.close();
  colors.close();
  return canvas.convertToBlob({ type: 'image/png' });
}
