import { describe, expect, it } from 'vitest';
import { LangSegError } from './lang-seg-error.js';
import { throwIfAborted } from './throw-if-aborted.js';

describe('LangSegError', () => {
  it('is recognised by its brand, whichever copy of the package made it', () => {
    const foreign = Object.assign(new Error('x'), { code: 'USAGE', [Symbol.for('langseg.error')]: true });
    expect(LangSegError.is(foreign, 'USAGE')).toBe(true);
    expect(LangSegError.is(foreign, 'ABORTED')).toBe(false);
    expect(LangSegError.is(new Error('x'))).toBe(false);
    expect(LangSegError.is(null)).toBe(false);
  });

  it('keeps begin and end of a message that quotes megabytes', () => {
    const { message } = new LangSegError('USAGE', `Wrong: ${'x'.repeat(1e6)}. Use another.`);
    expect(message.length).toBeLessThan(8000);
    expect(message).toMatch(/^Wrong: x+… \(\d+ characters more\) …x+\. Use another\.$/);
    const whole = 'y'.repeat(7500);
    expect(new LangSegError('USAGE', whole).message).toBe(whole);
  });

  it('keeps facts and cause', () => {
    const cause = new Error('why');
    const error = new LangSegError('IO_FAILED', 'No.', { path: 'a' }, { cause });
    expect(error).toMatchObject({ name: 'LangSegError', code: 'IO_FAILED', context: { path: 'a' }, cause });
  });
});

describe('throwIfAborted', () => {
  it('does nothing without a signal, and throws with the reason when it fired', () => {
    expect(() => throwIfAborted(undefined)).not.toThrow();
    const reason = new Error('enough');
    expect(() => throwIfAborted(AbortSignal.abort(reason))).toThrow(
      expect.objectContaining({ code: 'ABORTED', cause: reason }),
    );
  });
});
