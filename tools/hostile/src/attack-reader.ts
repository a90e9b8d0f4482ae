import { damagedCopies, type ForeignReader } from '@langseg/conformance';
import { LangSegError } from '@langseg/core';
import { superLinearSize } from '@langseg/dataset-testing/linear-time';
import { grownInput } from './grown-input.js';

/** What a reader may not do, with what makes it do so again. */
export interface Finding {
  readonly reader: string;
  readonly seed: number;
  /** Number of the input among those of the seed. */
  readonly copy: number;
  readonly what: string;
}

/** Options of {@link attackReader}. */
export interface AttackOptions {
  readonly seed: number;
  /** Only this input. Default: all of the seed. */
  readonly copy?: number | undefined;
  /** CPU seconds below which growth is no finding. Default 0.05. */
  readonly floor?: number | undefined;
  /** Told of every input before it is read. */
  readonly onInput: (copy: number) => void;
}

/** Inputs of one seed: so many damaged copies, then so many that grow. */
const inputsPerSeed = { copies: 60, grown: 2 };

/** CPU seconds, and bytes of memory, for an input of a few kilobytes. */
const [patience, room] = [3, 400e6];

/** Tries a reader with all inputs of a seed. Each must be read, or refused with a `LangSegError`, in bounded time and memory. */
export async function* attackReader(
  reader: ForeignReader,
  { seed, copy: only, floor, onInput }: AttackOptions,
): AsyncGenerator<Finding, void, undefined> {
  const { copies, grown } = inputsPerSeed;
  let copy = 0;
  for (const bytes of damagedCopies(reader.samples, { seed, count: copies })) {
    if (only === undefined || copy === only) {
      onInput(copy);
      const what = await fault(() => reader.read(new Uint8Array(bytes)), bytes.length);
      if (what !== undefined) yield { reader: reader.name, seed, copy, what };
    }
    copy++;
  }
  for (; copy < copies + grown; copy++) {
    if (only !== undefined && copy !== only) continue;
    onInput(copy);
    const what = await growthFault(reader, seed * grown + copy, floor);
    if (what !== undefined) yield { reader: reader.name, seed, copy, what };
  }
}

/** What is wrong with how one input is read. */
async function fault(read: () => unknown, bytes: number): Promise<string | undefined> {
  const cpu = process.cpuUsage();
  const peak = process.resourceUsage().maxRSS * 1024;
  const error = await outcomeOf(read);
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (user + system) / 1e6;
  const grew = process.resourceUsage().maxRSS * 1024 - peak;
  if (error !== undefined && !LangSegError.is(error)) return `threw no LangSegError: ${stackOf(error)}`;
  if (seconds > patience + (bytes / 1e6) * 20) return `${seconds.toFixed(1)} CPU seconds for ${bytes} bytes`;
  if (grew > room + 100 * bytes) return `${Math.round(grew / 1e6)} MB of memory for ${bytes} bytes`;
  return undefined;
}

/** A single time says little on a busy machine: what seems to grow too fast is measured again. */
async function growthFault(
  { samples, read }: ForeignReader,
  seed: number,
  floor: number | undefined,
): Promise<string | undefined> {
  const input = grownInput(samples, seed);
  let first: string | undefined;
  const readSize = async (size: number) => {
    const bytes = input(size);
    const what = await fault(() => read(bytes), bytes.length);
    first ??= what;
  };
  const slow = (await superLinearSize(readSize, floor)) && (await superLinearSize(readSize, floor));
  return (
    first ??
    (slow &&
      `${slow.seconds.toFixed(2)} CPU seconds for ${slow.size} bytes, a tenth takes ${slow.before.toFixed(2)}`)
  );
}

async function outcomeOf(read: () => unknown): Promise<unknown> {
  try {
    await read();
    return undefined;
  } catch (error) {
    return error ?? new Error('Something undefined was thrown.');
  }
}

function stackOf(error: unknown): string {
  return (error instanceof Error ? (error.stack ?? error.message) : String(error)).slice(0, 1500);
}
