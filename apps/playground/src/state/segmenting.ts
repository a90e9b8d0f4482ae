import { LangSegError } from '@langseg/core';
import { effect, untracked } from '@preact/signals';
import type { Engine } from '../engine/engine.js';
import { latestWins } from '../engine/latest-wins.js';
import { createPainter, type Painter } from '../paint/painter.js';
import type { Photo } from '../photo/open-photo.js';
import { encoded, photo } from './current-photo.js';
import { paintDetails } from './details.js';
import { modelStatus } from './model.js';
import { notify, report } from './notices.js';
import { paneView } from './pane-view.js';
import { panes, type Pane } from './panes.js';
import { segmentPane, takeAnswered } from './segment-pane.js';
import { record, recordShown } from './timings.js';

let painter: Painter;

/** Draws results in the size of the original photo, for saving. */
export function sharedPainter(): Painter {
  return painter;
}

/** Keeps pictures up with photo, words and view, each in its own pace: encoding, segmenting, painting. */
export function startSegmenting(): void {
  painter = createPainter();
  paintDetails(painter);
  encodePhotos();
  for (const pane of panes) {
    segmentPane(pane, recover);
    paintPane(pane);
  }
}

function encodePhotos(): void {
  let cancel = new AbortController();
  effect(() => {
    const status = modelStatus.value;
    const current = photo.value;
    cancel.abort();
    cancel = new AbortController();
    untracked(() => {
      encoded.peek()?.dispose();
      encoded.value = undefined;
      for (const pane of panes) pane.regions.value = pane.painted.value = undefined;
    });
    if (status.state === 'ready' && current) void encode(status.engine, current, cancel.signal);
  });
}

async function encode(engine: Engine, current: Photo, signal: AbortSignal): Promise<void> {
  const start = performance.now();
  try {
    const result = await engine.encode(current.working, { signal });
    if (signal.aborted) return result.dispose();
    record('encode', start);
    encoded.value = result;
  } catch (error) {
    if (!signal.aborted) report(error);
  }
}

function paintPane(pane: Pane): void {
  const paint = latestWins(async ({ regions, view }: Parameters<typeof paintNow>[1]) => {
    await paintNow(pane, { regions, view });
  });
  effect(() => {
    const regions = pane.regions.value;
    if (regions) void paint({ regions, view: paneView(pane, regions.words) });
  });
}

async function paintNow(
  pane: Pane,
  { regions, view }: { regions: NonNullable<Pane['regions']['value']>; view: ReturnType<typeof paneView> },
): Promise<void> {
  const start = performance.now();
  try {
    const painted = await painter.paint(pane.index, regions, view);
    if (pane.regions.peek() !== regions) return;
    record('paint', start);
    pane.painted.value = painted;
    const typedAt = takeAnswered(regions);
    if (typedAt !== undefined) recordShown(typedAt);
  } catch (error) {
    report(error);
  }
}

let recoveredAt = -Infinity;

/** After a crash the engine starts a fresh worker, which has to see the photo again; not twice in a row. */
function recover(error: unknown): void {
  const isGone = LangSegError.is(error, 'DISPOSED');
  const isCrash = isGone || LangSegError.is(error, 'RUNTIME_FAILED');
  if (!isCrash || performance.now() - recoveredAt < 10_000) return report(error);
  recoveredAt = performance.now();
  notify('The model had stopped. It is starting again.', 'problem');
  const current = photo.peek();
  photo.value = current && { ...current };
}
