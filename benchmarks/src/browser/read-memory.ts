import { readFile } from 'node:fs/promises';
import type { OpenPage } from './open-page.js';

/** Memory of a page and its worker, in bytes. */
export interface BrowserMemory {
  /** After garbage collection. */
  readonly javaScript: number;
  readonly wasm: number;
  /** Of the process; undefined where the system does not tell. */
  readonly resident?: number;
}

/** What Chromium counts for isolated pages; not yet in TypeScript's library. */
interface MeasuringPerformance {
  measureUserAgentSpecificMemory(): Promise<{ readonly bytes: number }>;
}

/** Reads the memory that a page takes. Garbage is collected first, for which browsers take their time. */
export async function readMemory({ page, browser }: OpenPage): Promise<BrowserMemory> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
  const javaScript = await page.evaluate(
    async () =>
      (await (performance as unknown as MeasuringPerformance).measureUserAgentSpecificMemory()).bytes,
  );
  const wasm = await page.evaluate(() => globalThis.benchmarkPage.wasmMemory());
  const system = await browser.newBrowserCDPSession();
  const { processInfo } = await system.send('SystemInfo.getProcessInfo');
  await system.detach();
  const sizes = await Promise.all(
    processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => residentMemory(id)),
  );
  return { javaScript, wasm, resident: Math.max(...sizes) || undefined };
}

/** 0 where there is no `/proc`. */
async function residentMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return 1024 * Number(/^VmRSS:\s*(\d+) kB/m.exec(status)?.[1] ?? 0);
}
