/** A place on the photo, as shares of its width and height. */
export interface ReadingPoint {
  readonly x: number;
  readonly y: number;
}

const steps: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where an arrow key leads from a place: a fiftieth of the photo, a tenth with Shift; nothing for other keys. */
export function moved(
  from: ReadingPoint | undefined,
  { key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>,
): ReadingPoint | undefined {
  const step = steps[key];
  if (!step) return undefined;
  const { x, y } = from ?? { x: 0.5, y: 0.5 };
  const size = shiftKey ? 0.1 : 0.02;
  const inside = (value: number) => Math.min(0.999, Math.max(0, value));
  return { x: inside(x + step[0] * size), y: inside(y + step[1] * size) };
}

/** Where a pointer is on an element; nothing beside it. */
export function pointIn(
  { left, top, width, height }: Pick<DOMRect, 'left' | 'top' | 'width' | 'height'>,
  { clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>,
): ReadingPoint | undefined {
  const [x, y] = [(clientX - left) / width, (clientY - top) / height];
  return x >= 0 && x < 1 && y >= 0 && y < 1 ? { x, y } : undefined;
}
