import { createSegmenter, type WebImageSource } from '@langseg/web';

/** Small, so that it is quick; big enough for the model to see something. */
const longestSide = 128;

/** The share of the word "grass" in one photo, however it is given. */
export async function everyKindOfPhoto(): Promise<Record<string, number>> {
  const address = 'meadow.jpg';
  const blob = await (await fetch(address)).blob();
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  const context = canvas.getContext('2d')!;
  context.drawImage(bitmap, 0, 0);
  const element = Object.assign(new Image(), { src: address });
  await element.decode();
  const sources: Record<string, WebImageSource> = {
    address,
    url: new URL(address, location.href),
    blob,
    file: new File([blob], 'photo.jpg'),
    bytes: new Uint8Array(await blob.arrayBuffer()),
    bitmap,
    canvas,
    pixels: context.getImageData(0, 0, width, height),
    frame: new VideoFrame(canvas, { timestamp: 0 }),
    element,
  };
  const segmenter = await createSegmenter({ device: 'wasm' });
  const shares: Record<string, number> = {};
  for (const [kind, source] of Object.entries(sources)) {
    const result = await segmenter.segment(source, ['sky', 'grass', 'other'], { longestSide });
    shares[kind] = result.areas()[1].share;
  }
  // What was passed still belongs to the page.
  context.drawImage(bitmap, 0, 0);
  await segmenter.dispose();
  return shares;
}
