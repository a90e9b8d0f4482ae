import { createRequire } from 'node:module';
import { availableParallelism, cpus, totalmem } from 'node:os';

/** The machine and the programs that are measured, without anything that names it. */
export function describeMachine(): string {
  const [{ model }] = cpus();
  const onnxruntime = createRequire(import.meta.url)('onnxruntime-node/package.json') as { version: string };
  return (
    `${model.trim()}, ${availableParallelism()} cores, ${(totalmem() / 2 ** 30).toFixed(0)} GiB of memory, ` +
    `${process.platform}-${process.arch}, Node ${process.version.slice(1)}, onnxruntime ${onnxruntime.version}`
  );
}
