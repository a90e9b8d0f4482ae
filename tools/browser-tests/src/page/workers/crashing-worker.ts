import { serveModels } from '@langseg/web';
import { crashingSize } from './crashing-size.js';

serveModels(self);

self.addEventListener('message', ({ data }: MessageEvent<{ readonly longestSide?: number }>) => {
  if (data.longestSide === crashingSize) throw new Error('out of luck');
});
