import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { withIoErrors } from '@langseg/adapter-node';
import { LangSegError } from '@langseg/core';
import { openS3, parseS3, type S3Client } from './s3-client.js';

/** Milliseconds before a photo that could not be read is tried again. */
const pauses = [500, 2000];

/** Reads photos by path or address. @throws LangSegError `NOT_FOUND`, `IO_FAILED`, `NETWORK_FAILED`, `USAGE`. */
export function createPhotoReader(): (photo: string, signal?: AbortSignal) => Promise<Uint8Array> {
  let client: Promise<S3Client> | undefined;
  const read = async (photo: string): Promise<Uint8Array> => {
    if (!photo.startsWith('s3://')) return withIoErrors('read the photo', photo, () => readFile(photo));
    const response = await (await (client ??= openS3())).fetch(parseS3(photo));
    return new Uint8Array(await response.arrayBuffer());
  };
  return async (photo, signal) => {
    for (const pause of pauses)
      try {
        return await read(photo);
      } catch (error) {
        const passing = LangSegError.is(error, 'IO_FAILED') || LangSegError.is(error, 'NETWORK_FAILED');
        if (!passing) throw error;
        await setTimeout(pause, undefined, { signal });
      }
    return read(photo);
  };
}
