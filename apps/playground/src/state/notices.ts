import { signal } from '@preact/signals';

/** A short message at the edge of the window. */
export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'problem';
  readonly text: string;
}

export const notices = signal<readonly Notice[]>([]);

let lastId = 0;

/** Shows a message; problems stay until they are dismissed. The same text is never shown twice at once. */
export function notify(text: string, tone: Notice['tone'] = 'info'): void {
  const id = ++lastId;
  notices.value = [...notices.value.filter((notice) => notice.text !== text), { id, tone, text }].slice(-3);
  if (tone === 'info') setTimeout(() => dismiss(id), 5000);
}

export function dismiss(id: number): void {
  notices.value = notices.value.filter((notice) => notice.id !== id);
}

/** Milliseconds before somebody wonders whether anything happens. */
const patience = 400;

/** Shows a message as long as some work takes, if it takes long. */
export async function whileBusy<T>(text: string, work: Promise<T>): Promise<T> {
  const id = ++lastId;
  const timer = setTimeout(() => (notices.value = [...notices.value, { id, tone: 'info', text }]), patience);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    dismiss(id);
  }
}

/** Shows what went wrong; a cancelled operation is no problem. */
export function report(error: unknown): void {
  if (isAbort(error)) return;
  notify(error instanceof Error ? error.message : String(error), 'problem');
}

/** Whether this is what happens when someone cancels. */
export function isAbort(error: unknown): boolean {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  return name === 'AbortError' || code === 'ABORTED';
}
