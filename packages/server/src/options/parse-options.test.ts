import { LangSegError } from '@langseg/core';
import { expect, it } from 'vitest';
import { parseOptions } from './parse-options.js';
import type { ServerOptions } from './server-options.js';

const names = ['allowedHosts', 'cors'];

/** Seconds of computing, and what options are refused with. */
function refusalOf(options: unknown): { readonly seconds: number; readonly message: string } {
  const before = process.cpuUsage();
  let message = '';
  try {
    parseOptions(options as ServerOptions);
  } catch (error) {
    if (!LangSegError.is(error, 'USAGE')) throw error;
    message = error.message;
  }
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, message };
}

it.each(['a.', 'https://', '"'])('options of %j are read in linear time, and refused in short', (token) => {
  for (const size of [10_000, 100_000, 1_000_000]) {
    const text = token.repeat(Math.ceil(size / token.length));
    const many = new Array<string>(Math.ceil(size / 10)).fill(token);
    for (const name of names)
      for (const value of [[text], many, { [text]: text }]) {
        const { seconds, message } = refusalOf({ [name]: value });
        expect(seconds, `${name} of ${size}`).toBeLessThan(2);
        expect(message.length).toBeLessThan(4000);
      }
    expect(refusalOf({ [text]: text }).message.length).toBeLessThan(4000);
  }
});
