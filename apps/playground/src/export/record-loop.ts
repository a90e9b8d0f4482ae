import { drawNames, type PictureParts } from './draw-picture.js';
import { loopLength, loopSplit } from './loop-split.js';

/** What browsers record; Safari's is the last. */
const types = [
  { type: 'video/webm;codecs=vp9', ending: '.webm' },
  { type: 'video/webm', ending: '.webm' },
  { type: 'video/mp4', ending: '.mp4' },
] as const;

/** Pixels of the longer side: a loop is sent around. */
const longest = 960;

/** Pictures a second. */
const rate = 30;

/** How loops are recorded here; undefined where the browser records none. */
export function loopType(): (typeof types)[number] | undefined {
  if (!('MediaRecorder' in globalThis)) return undefined;
  return types.find(({ type }) => MediaRecorder.isTypeSupported(type));
}

/** Records a short film that goes from the photo to its colours and names and back, to be played again and again. */
export async function recordLoop(parts: Omit<PictureParts, 'legend'>): Promise<Blob> {
  const { type } = loopType() ?? {};
  if (!type) throw new Error('This browser does not let pages record. Save the picture instead.');
  const scale = Math.min(1, longest / Math.max(parts.width, parts.height));
  // Encoders want even sizes.
  const even = (length: number) => Math.max(2, 2 * Math.round((length * scale) / 2));
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: even(parts.width), height: even(parts.height) });
  const context = canvas.getContext('2d')!;
  const photo = await createImageBitmap(parts.photo);
  const painted = await paintedPhoto(photo, parts, canvas);
  const draw = (time: number) => drawFrame(context, { photo, painted, split: loopSplit(time) });
  draw(0);

  const pieces: Blob[] = [];
  const recorder = new MediaRecorder(canvas.captureStream(rate), {
    mimeType: type,
    videoBitsPerSecond: 4_000_000,
  });
  recorder.ondataavailable = ({ data }) => pieces.push(data);
  const stopped = new Promise((resolve, reject) => {
    recorder.onstop = resolve;
    recorder.onerror = () => reject(new Error('Recording the loop failed.'));
  });
  recorder.start();
  const start = performance.now();
  const timer = setInterval(() => {
    const time = performance.now() - start;
    if (time < loopLength) return draw(time);
    clearInterval(timer);
    recorder.stop();
  }, 1000 / rate);
  await stopped.finally(() => clearInterval(timer));
  photo.close();
  return new Blob(pieces, { type: type.split(';')[0] });
}

/** The photo with colours and names. */
async function paintedPhoto(
  photo: ImageBitmap,
  { layer, names, width, height }: Omit<PictureParts, 'legend'>,
  size: { readonly width: number; readonly height: number },
): Promise<OffscreenCanvas> {
  const canvas = new OffscreenCanvas(size.width, size.height);
  const context = canvas.getContext('2d')!;
  const colors = await createImageBitmap(new ImageData(layer, width, height));
  context.drawImage(photo, 0, 0, size.width, size.height);
  context.drawImage(colors, 0, 0, size.width, size.height);
  colors.close();
  drawNames(context, names, size);
  return canvas;
}

function drawFrame(
  context: CanvasRenderingContext2D,
  {
    photo,
    painted,
    split,
  }: { readonly photo: ImageBitmap; readonly painted: OffscreenCanvas; readonly split: number },
): void {
  const { width, height } = context.canvas;
  const at = Math.round(split * width);
  context.drawImage(photo, 0, 0, width, height);
  if (at < width) context.drawImage(painted, at, 0, width - at, height, at, 0, width - at, height);
  if (at > 0 && at < width) {
    context.fillStyle = '#fff';
    context.fillRect(at - 1, 0, 2, height);
  }
  const unit = Math.max(12, Math.round(width / 50));
  context.font = `${unit}px Georgia, serif`;
  context.textAlign = 'right';
  context.fillStyle = 'rgb(255 255 255 / 0.85)';
  context.shadowColor = 'rgb(20 18 16 / 0.8)';
  context.shadowBlur = unit / 4;
  context.fillText('LangSeg', width - unit, height - unit);
  context.shadowBlur = 0;
}
