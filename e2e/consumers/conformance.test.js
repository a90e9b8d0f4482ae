import { testTextEncoder } from '@langseg/conformance';
import { LangSegError, tensor, throwIfAborted } from '@langseg/core';

/** @returns {import('@langseg/core').TextEncoder} */
function createLetterEncoder() {
  let disposed = false;
  return {
    specVersion: 1,
    embeddingDim: 26,
    contextLength: Infinity,
    async encode(labels, options) {
      if (disposed) throw new LangSegError('DISPOSED', 'This encoder was disposed.');
      throwIfAborted(options?.signal);
      const text = tensor('float32', [labels.length, 26]);
      labels.forEach((label, row) => {
        text.data[row * 26 + label.charCodeAt(0) - 'a'.charCodeAt(0)] = 1;
      });
      return text;
    },
    async dispose() {
      disposed = true;
    },
  };
}

testTextEncoder({ create: createLetterEncoder });
