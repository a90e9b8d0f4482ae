/** The message of anything that was thrown, without the class name that `String(error)` puts before it. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message.trim() : String(error);
}
