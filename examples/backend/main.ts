import { serve } from '@hono/node-server';
import { createSegmenter } from 'langseg';
import { createApp } from './create-app.js';

const segmenter = await createSegmenter({ maxPixels: 24_000_000 });
const port = Number(process.env.PORT ?? 3000);
const server = serve({ fetch: createApp(segmenter).fetch, hostname: '127.0.0.1', port }, (address) =>
  console.log(`http://127.0.0.1:${address.port}/segment`),
);

async function end(): Promise<void> {
  server.close();
  await segmenter.drain();
  await segmenter.dispose();
}
process.once('SIGINT', () => void end());
process.once('SIGTERM', () => void end());
