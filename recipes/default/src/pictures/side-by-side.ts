import sharp from 'sharp';

const gap = 8;
const height = 300;

/** Puts pictures beside each other into one JPEG, 300 pixels high, with white between them. */
export async function sideBySide(parts: readonly string[], file: string): Promise<void> {
  const panels = await Promise.all(
    parts.map((part) => sharp(part).resize({ height }).png().toBuffer({ resolveWithObject: true })),
  );
  let left = 0;
  const placed = panels.map(({ data, info }) => {
    const panel = { input: data, left, top: 0 };
    left += info.width + gap;
    return panel;
  });
  await sharp({ create: { width: left - gap, height, channels: 3, background: '#fff' } })
    .composite(placed)
    .jpeg({ quality: 84, mozjpeg: true })
    .toFile(file);
}
