// @ts-check
/** @import { FromProcess, ToProcess } from '../process/protocol.js' */

// A process that "segments" text: what it says is what happens. Plain JavaScript starts in a fraction of the time.
process.on('message', (/** @type {ToProcess} */ message) => {
  process.send?.(message.type === 'open' ? { type: 'ready' } : answer(Buffer.from(message.bytes).toString()));
});
process.on('disconnect', () => process.exit());

/** @param {string} text @returns {FromProcess} */
function answer(text) {
  if (text.startsWith('exit')) process.kill(process.pid, 'SIGKILL');
  for (const begun = Date.now(); text.startsWith('hang') && Date.now() - begun < 60_000;);
  if (text.startsWith('bad'))
    return { type: 'failed', code: 'IMAGE_UNREADABLE', message: `No photo: ${text}` };
  const files = [{ ending: '.mask.png', bytes: Buffer.from(`mask of ${text}`) }];
  return { type: 'done', photo: { width: 1, height: 1, warnings: [], files } };
}
