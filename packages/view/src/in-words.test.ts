import { afterEach, expect, it, vi } from 'vitest';
import { defineLangSegView } from './define-langseg-view.js';
import { errorText, formatShare, loadingText, viewSummary } from './legend-text.js';
import { paintView } from './paint-view.js';
import { moved, pointIn } from './reading-point.js';

afterEach(() => vi.unstubAllGlobals());

it('says what a photo shows', () => {
  const shares = [
    { word: 'cow', share: 0.254 },
    { word: 'sky', share: 0 },
    { word: 'grass', share: 0.6 },
    { word: 'tree', share: 0.002 },
  ];
  expect(viewSummary('Cows', shares)).toBe('Cows: grass 60 %, cow 25 %, tree < 1 %.');
  expect(viewSummary('', [])).toBe('Photo.');
  expect(formatShare(0)).toBe('0 %');
});

it('says how far the model is, and what went wrong', () => {
  expect(loadingText(0, undefined)).toBe('Loading the model …');
  expect(loadingText(3e6, 6e6)).toBe('Loading the model: 50 % of 6 MB');
  expect(loadingText(6e6, 6e6)).toBe('Starting the model …');
  expect(errorText(new Error('No picture.'))).toContain('No picture.');
  expect(errorText('odd')).toContain('odd');
});

it('moves the point by keys, and stays on the photo', () => {
  expect(moved(undefined, { key: 'ArrowRight', shiftKey: true })).toEqual({ x: 0.6, y: 0.5 });
  expect(moved({ x: 0, y: 0 }, { key: 'ArrowUp', shiftKey: false })).toEqual({ x: 0, y: 0 });
  expect(moved({ x: 0.99, y: 0 }, { key: 'ArrowRight', shiftKey: true })!.x).toBeLessThan(1);
  expect(moved(undefined, { key: 'a', shiftKey: false })).toBeUndefined();
  const box = { left: 10, top: 0, width: 100, height: 50 };
  expect(pointIn(box, { clientX: 35, clientY: 25 })).toEqual({ x: 0.25, y: 0.5 });
  expect(pointIn(box, { clientX: 5, clientY: 25 })).toBeUndefined();
});

it('paints words in their colours, one alone on demand, and never the catch-all', () => {
  class FakeImageData {
    readonly data: Uint8ClampedArray;
    constructor(data: Uint8ClampedArray) {
      this.data = data;
    }
  }
  vi.stubGlobal('ImageData', FakeImageData);
  const result = { width: 3, height: 1, labelMap: Uint8Array.of(0, 1, 2), labels: ['cow', 'sky', 'other'] };
  const words = [
    { word: 'cow', color: '#ff0000' },
    { word: 'sky', color: '#0000ff' },
  ];
  const pixels = (only?: number) => [...paintView(result, words, { opacity: 1, only }).layer.data];
  expect(pixels()).toEqual([255, 0, 0, 255, 0, 0, 255, 255, ...pixels().slice(8)]);
  expect(pixels()[11]).toBe(0);
  expect([pixels(1)[3], pixels(1)[7]]).toEqual([0, 255]);
});

it('registers nothing where there are no elements, as on a server', () => {
  expect(defineLangSegView()).toBeUndefined();
});
