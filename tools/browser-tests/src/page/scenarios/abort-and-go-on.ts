import { createSegmenter, LangSegError } from '@langseg/web';

/** Gives up a photo while it is encoded, and a relabelling; then goes on. */
export async function abortAndGoOn() {
  const segmenter = await createSegmenter({ device: 'wasm' });
  const encoding = new AbortController();
  const encoded = segmenter.encode('cow.jpg', { signal: encoding.signal }).catch(codeOf);
  setTimeout(() => encoding.abort(), 20);
  const first = await encoded;

  const image = await segmenter.encode('cow.jpg', { longestSide: 128 });
  const typing = new AbortController();
  const stale = image.segment(['co'], { signal: typing.signal }).catch(codeOf);
  typing.abort();
  const fresh = await image.segment(['cow', 'other']);
  const answer = { first, stale: await stale, labels: fresh.labels };
  await segmenter.dispose();
  return answer;
}

function codeOf(error: unknown): string {
  return LangSegError.is(error) ? error.code : String(error);
}
