/** What WebAssembly, allocators and graphics drivers say when nothing will work after it. */
const words =
  /\bAborted\(|out of memory|OOM|memory access out of bounds|bad_alloc|allocation failed|device.{0,20}\blost/i;

/**
 * True for failures after which the runtime can't be trusted any more: WebAssembly that trapped or ran out of memory, a
 * lost graphics device. Causes count too.
 */
export function isBreakdown(error: unknown): boolean {
  for (let depth = 0; error instanceof Error && depth < 5; depth++) {
    if (error instanceof WebAssembly.RuntimeError || words.test(error.message)) return true;
    error = error.cause;
  }
  return false;
}
