import type { Regions } from '../engine/engine.js';
import type { PictureArea, PictureSize } from './pixel-scores.js';
import type { Detail, Enlarged, Painted, PaintReply, PaintRequest } from './protocol.js';
import type { View } from './view.js';

type WithoutTicket<R> = R extends { readonly ticket: number } ? Omit<R, 'ticket'> : never;

/** Draws regions in a worker, so that typing and scrolling never wait for pixels. */
export interface Painter {
  paint(pane: number, regions: Regions, view: View): Promise<Painted>;
  enlarge(pane: number, regions: Regions, view: View, size: PictureSize): Promise<Enlarged>;
  magnify(pane: number, regions: Regions, view: View, area: PictureArea): Promise<Detail>;
}

export function createPainter(): Painter {
  const worker = new Worker(new URL('./paint-worker.js', import.meta.url), { type: 'module' });
  const waiting = new Map<number, { resolve: (reply: PaintReply) => void; reject: (error: Error) => void }>();
  const loaded = new Map<number, Regions>();
  let lastTicket = 0;

  worker.onmessage = ({ data: reply }: MessageEvent<PaintReply>) => {
    waiting.get(reply.ticket)?.resolve(reply);
    waiting.delete(reply.ticket);
  };
  worker.onerror = () => {
    for (const { reject } of waiting.values()) reject(new Error('Drawing the regions failed.'));
    waiting.clear();
  };

  function ask(regions: Regions, request: WithoutTicket<PaintRequest>): Promise<PaintReply> {
    if (loaded.get(request.pane) !== regions) {
      loaded.set(request.pane, regions);
      worker.postMessage({ type: 'load', pane: request.pane, regions } satisfies PaintRequest);
    }
    const ticket = ++lastTicket;
    worker.postMessage({ ...request, ticket } satisfies PaintRequest);
    return new Promise((resolve, reject) => waiting.set(ticket, { resolve, reject }));
  }

  return {
    async paint(pane, regions, view) {
      const reply = await ask(regions, { type: 'paint', pane, view });
      if ('painted' in reply) return reply.painted;
      throw failureOf(reply);
    },
    async enlarge(pane, regions, view, size) {
      const reply = await ask(regions, { type: 'enlarge', pane, view, size });
      if ('enlarged' in reply) return reply.enlarged;
      throw failureOf(reply);
    },
    async magnify(pane, regions, view, area) {
      const reply = await ask(regions, { type: 'magnify', pane, view, area });
      if ('detail' in reply) return reply.detail;
      throw failureOf(reply);
    },
  };
}

function failureOf(reply: PaintReply): Error {
  return new Error(
    'failure' in reply ? reply.failure : 'The painter sent another answer than was asked for.',
  );
}
