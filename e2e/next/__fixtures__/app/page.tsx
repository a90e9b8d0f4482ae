'use client';
import { useState } from 'react';
import { useSegmenter } from './use-segmenter';

export default function Page() {
  const segmenter = useSegmenter();
  const [found, setFound] = useState('');
  const segment = async () => {
    const result = await segmenter!.segment('/cow.jpg', ['cow', 'grass', 'tree', 'sky']);
    const shares = result.areas().map(({ share }) => share);
    setFound(JSON.stringify({ device: segmenter!.device, threads: segmenter!.threads, shares }));
  };
  return (
    <main>
      <button disabled={!segmenter} onClick={() => void segment()}>
        Segment
      </button>
      <output>{found}</output>
    </main>
  );
}
