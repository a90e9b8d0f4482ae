import type { LabelWarning } from '@langseg/core';
import { printable } from '../../terminal/printable.js';
import type { Terminal } from '../../terminal/terminal.js';

/** More than these would hide what is important. */
const shown = 20;

/** Says once a run what was odd about the labels, though every image says it again. */
export class LabelWarnings {
  readonly #terminal: Terminal;
  /** By label and message: the quotes of two long labels may look alike. */
  readonly #messages = new Map<string, string>();

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /** What was said, in order. */
  get messages(): string[] {
    return [...this.#messages.values()];
  }

  readonly add = ({ label, message }: LabelWarning): void => {
    const key = JSON.stringify([label, message]);
    if (this.#messages.has(key)) return;
    this.#messages.set(key, message);
    const short = label ? message.replaceAll(label, printable(label, 40)) : message;
    if (this.#messages.size <= shown) this.#terminal.warn(printable(short));
    else if (this.#messages.size === shown + 1)
      this.#terminal.warn('There are more warnings about the labels; --json lists them all.');
  };
}
