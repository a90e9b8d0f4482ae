import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { LangSegError, type Segmenter } from 'langseg';
import PQueue from 'p-queue';

/** Bounds on what one client may ask for. */
const maxBytes = 20_000_000;
const maxLabels = 50;

/** Requests that may be open at once: one that is segmented, those that wait, those whose photo is still arriving. */
const maxOpen = 9;

/** Codes of errors that the client can mend, and the status they are answered with. */
const clientErrors: Readonly<Record<string, 413 | 422>> = {
  IMAGE_TOO_LARGE: 413,
  IMAGE_UNREADABLE: 422,
  LABELS_INVALID: 422,
};

/**
 * `POST /segment` with a form of `image` (a file) and `labels` (words with commas) answers with the area of each word as
 * COCO RLE, and 429 when too many photos wait.
 */
export function createApp(segmenter: Segmenter): Hono {
  const app = new Hono();
  const queue = new PQueue({ concurrency: 1 });
  let open = 0;

  app.use('/segment', async (c, next) => {
    if (open >= maxOpen) return c.json({ error: 'Too many photos wait.' }, 429, { 'Retry-After': '2' });
    open++;
    try {
      await next();
    } finally {
      open--;
    }
  });

  app.post('/segment', bodyLimit({ maxSize: maxBytes }), async (c) => {
    const { image, labels } = await c.req.parseBody();
    if (!(image instanceof File) || typeof labels !== 'string')
      return c.json({ error: 'Expected a form with "image", a file, and "labels", words with commas.' }, 400);
    const words = labels.split(',').map((word) => word.trim());
    if (words.length > maxLabels) return c.json({ error: `At most ${maxLabels} labels.` }, 422);
    const photo = new Uint8Array(await image.arrayBuffer());

    // Fires when the client goes: a photo that waits is dropped, one at work ends before the next model run.
    const { signal } = c.req.raw;
    const result = await queue.add(() => segmenter.segment(photo, words, { signal }), { signal });
    const { width, height, warnings } = result;
    return c.json({ width, height, segments: result.toRle(), warnings });
  });

  app.onError((error, c) => {
    const status = LangSegError.is(error) ? clientErrors[error.code] : undefined;
    if (status) return c.json({ error: error.message }, status);
    if (!c.req.raw.signal.aborted) console.error(error);
    return c.json({ error: 'Something went wrong here.' }, 500);
  });
  return app;
}
