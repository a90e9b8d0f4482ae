import { createSegmenter } from '@langseg/web';

globalThis.segmentPhoto = async (address, labels) => {
  const warnings = [];
  const segmenter = await createSegmenter({ onWarning: (message) => warnings.push(message) });
  const photo = await segmenter.encode(address);
  const result = await photo.segment(labels);
  const [again] = (await photo.segment([...labels].reverse())).areas();
  const found = {
    device: segmenter.device,
    threads: segmenter.threads,
    shares: result.areas().map(({ share }) => share),
    again: again.share,
    warnings,
  };
  await segmenter.dispose();
  return found;
};
