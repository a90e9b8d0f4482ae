import type { StepTimes } from './time-steps.js';

/** One way to take training steps, in a process of its own. */
export interface Way<T extends StepTimes = StepTimes> {
  readonly name: string;
  readonly run: () => Promise<T>;
}

/** What came out of all processes of one way. */
export interface WayTimes {
  readonly name: string;
  readonly seconds: readonly number[];
  readonly peakRss: number;
}

/**
 * Runs the ways in turn, `rounds` times, so that what else happens on the machine hits all of them. Their processes follow
 * each other: none is slowed down by another.
 */
export async function alternate(ways: readonly Way[], rounds: number): Promise<WayTimes[]> {
  const reports = ways.map((): StepTimes[] => []);
  for (let round = 0; round < rounds; round++)
    for (const [index, { run }] of ways.entries()) reports[index].push(await run());
  return ways.map(({ name }, index) => ({
    name,
    seconds: reports[index].flatMap(({ seconds }) => seconds),
    peakRss: Math.max(...reports[index].map(({ peakRss }) => peakRss)),
  }));
}
