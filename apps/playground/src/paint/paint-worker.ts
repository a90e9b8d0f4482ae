import { createPanePainter, type PanePainter } from './pane-painter.js';
import type { PaintReply, PaintRequest } from './protocol.js';

/** The part of a worker's global scope that is used here; the DOM's types describe a window. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<PaintRequest>) => void) | null;
  postMessage(reply: PaintReply, transfer: Transferable[]): void;
}

const scope = globalThis as unknown as WorkerScope;
const painters = new Map<number, PanePainter>();

scope.onmessage = ({ data: request }) => {
  if (request.type === 'load') {
    painters.set(request.pane, createPanePainter(request.regions));
    return;
  }
  const { ticket } = request;
  try {
    const painter = painters.get(request.pane);
    if (!painter) throw new Error(`Nothing was loaded for pane ${request.pane}.`);
    if (request.type === 'paint') {
      const painted = painter.paint(request.view);
      scope.postMessage({ ticket, painted }, [painted.layer.buffer]);
    } else if (request.type === 'magnify') {
      const detail = painter.magnify(request.view, request.area);
      scope.postMessage({ ticket, detail }, [detail.layer.buffer]);
    } else {
      const enlarged = painter.enlarge(request.view, request.size);
      scope.postMessage({ ticket, enlarged }, [enlarged.layer.buffer, enlarged.isCertain.buffer]);
    }
  } catch (error) {
    scope.postMessage({ ticket, failure: String(error) }, []);
  }
};
