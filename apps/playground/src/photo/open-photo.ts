/** Pixels of the longer side that the app works with; larger photos are scaled down for it, and masks up again. */
const workingSide = 1280;

/** A photo on the screen. */
export interface Photo {
  readonly name: string;
  /** Name of the sample that it is. */
  readonly sample: string | undefined;
  /** Size of the file. */
  readonly width: number;
  readonly height: number;
  /** Size that the app works with. */
  readonly workingWidth: number;
  readonly workingHeight: number;
  /** What the engine encodes: the file, or the scaled down picture of it. */
  readonly working: Blob;
  /** The file itself, for overlays in full size. */
  readonly file: Blob;
  /** Address to show it from. */
  readonly url: string;
}

/**
 * Decodes a file.
 *
 * @throws Error with a readable message when it is no picture.
 */
export async function openPhoto(file: Blob, name: string, sample?: string): Promise<Photo> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap)
    throw new Error(`${name} is not a picture that this browser can read. JPEG, PNG and WebP always work.`);
  try {
    const { width, height } = bitmap;
    const scale = Math.min(1, workingSide / Math.max(width, height));
    const workingWidth = Math.max(1, Math.round(width * scale));
    const workingHeight = Math.max(1, Math.round(height * scale));
    const working = scale < 1 ? await scaledDown(bitmap, workingWidth, workingHeight) : file;
    const url = URL.createObjectURL(working);
    return { name, sample, width, height, workingWidth, workingHeight, working, file, url };
  } finally {
    bitmap.close();
  }
}

async function scaledDown(bitmap: ImageBitmap, width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gave no canvas to scale the photo on.');
  context.imageSmoothingQuality = 'high';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
}
