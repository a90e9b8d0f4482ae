import { testFormat } from '@langseg/conformance';
import { resultFormats } from '@langseg/core';
import { createPictureEncoder } from '../pictures/create-picture-encoder.js';

for (const format of resultFormats) testFormat({ format, pictures: createPictureEncoder() });
