import { setTimeout as wait } from 'node:timers/promises';

/** Milliseconds between two looks, and those of them that an idle process may compute: timers, collecting garbage. */
const [interval, idleTime] = [500, 10];

/**
 * Waits until this process computes nothing. Native code can't be interrupted: what an aborted request has left behind goes
 * on in other threads, whoever has started it, and only the process's own time tells.
 */
export async function untilIdle(): Promise<void> {
  for (;;) {
    const before = process.cpuUsage();
    await wait(interval);
    const { user, system } = process.cpuUsage(before);
    if ((user + system) / 1000 < idleTime) return;
  }
}
