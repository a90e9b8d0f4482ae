import { testImageReader } from '@langseg/conformance';
import type { ImageSource } from '@langseg/core';
import { createImageReader } from './create-image-reader.js';

testImageReader<ImageSource>({ create: () => createImageReader(), sourceOf: (file) => file });
