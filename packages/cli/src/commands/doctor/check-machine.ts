import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { counted } from '@langseg/core';
import { createNodeRuntime } from '@langseg/adapter-node';
import prettyBytes from 'pretty-bytes';
import type { Check } from './check.js';

/** What a ViT-L/16 model needs, with some room for the photo. */
const largeModelBytes = 2.5e9;

/** Below this the default model gets into difficulties with large photos. */
const smallModelBytes = 0.6e9;

/** The version of Node. */
export function checkNode(version = process.versions.node): Check {
  const [major, minor] = version.split('.').map(Number);
  const isEnough = major > 20 || (major === 20 && minor >= 19);
  return {
    name: 'Node.js',
    status: isEnough ? 'ok' : 'fail',
    found: `${version} on ${process.platform}-${process.arch}`,
    ...(!isEnough && { advice: 'LangSeg needs Node 20.19 or later.' }),
  };
}

/** Cores and what they can do. */
export function checkProcessor(): Check {
  const cores = availableParallelism();
  const { threads } = createNodeRuntime().capabilities;
  const sets = instructionSets();
  const advice = [
    cores === 1 && 'A single core is slow: use small models, or a machine with more cores.',
    sets?.length === 0 && 'Without AVX2, matrix products are several times slower.',
  ].filter((text) => text !== false && text !== undefined);
  return {
    name: 'Processor',
    status: advice.length > 0 ? 'warn' : 'ok',
    found: [
      cpus()[0]?.model.trim() || 'unknown',
      `${counted(cores, 'core')}, ${counted(threads, 'thread')} a run`,
      ...(sets?.length ? [sets.join(' ')] : []),
    ].join('; '),
    ...(advice.length > 0 && { advice: advice.join(' ') }),
  };
}

/** Memory that is free for models. */
export function checkMemory(available = process.availableMemory()): Check {
  const found = `${prettyBytes(available)} free of ${prettyBytes(Math.min(totalmem(), process.constrainedMemory() || Infinity))}`;
  if (available >= largeModelBytes) return { name: 'Memory', status: 'ok', found };
  return {
    name: 'Memory',
    status: 'warn',
    found,
    advice:
      available >= smallModelBytes
        ? `Enough for the default model; ViT-L/16 models need ${prettyBytes(largeModelBytes)}.`
        : 'Not much even for the default model: close other programs, or segment smaller photos.',
  };
}

/** Vector instructions that speed matrix products up; `undefined` where the system does not tell. */
function instructionSets(): string[] | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  try {
    const flags = /^flags\s*:(.*)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1].split(' ') ?? [];
    return ['avx2', 'avx512f', 'avx512_vnni', 'amx_int8'].filter((flag) => flags.includes(flag));
  } catch {
    return undefined;
  }
}
