import { signal } from '@preact/signals';
import type { Engine, WordCheck } from '../engine/engine.js';

/** What the model at work makes of the words that it was asked about; none for those that are still to be asked. */
export const wordChecks = signal<ReadonlyMap<string, WordCheck>>(new Map());

let asked: { readonly engine: Engine; readonly words: Set<string> } | undefined;

/** Asks an engine about words, each once. Another engine has another opinion of all of them. */
export async function askAbout(engine: Engine, words: readonly string[]): Promise<void> {
  if (asked?.engine !== engine) {
    asked = { engine, words: new Set() };
    wordChecks.value = new Map();
  }
  const { words: known } = asked;
  const fresh = words.filter((word) => !known.has(word));
  if (fresh.length === 0) return;
  fresh.forEach((word) => known.add(word));
  const checks = await engine.checkWords(fresh).catch((error: unknown) => {
    // They can be asked about again.
    fresh.forEach((word) => known.delete(word));
    throw error;
  });
  if (asked.engine !== engine) return;
  wordChecks.value = new Map([...wordChecks.value, ...checks.map((check) => [check.word, check] as const)]);
}
