import { segmentPhotos } from './segment-photos.js';

segmentPhotos();
