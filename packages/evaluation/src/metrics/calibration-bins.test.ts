import { describe, expect, it } from 'vitest';
import { CalibrationCounts, expectedCalibrationError } from './calibration-bins.js';

describe('CalibrationCounts', () => {
  const samples = Array.from({ length: 500 }, (_, i) => ({
    confidence: Math.abs(Math.sin(i * i)),
    isRight: (i * 7) % 3 > 0,
  }));
  const of = (some: typeof samples): CalibrationCounts => {
    const counts = new CalibrationCounts();
    for (const { confidence, isRight } of some) counts.add(confidence, isRight);
    return counts;
  };

  it('gives the expected calibration error of the plain formula', () => {
    const bins = Array.from({ length: 15 }, (_, bin) =>
      samples.filter(({ confidence }) => confidence > bin / 15 && confidence <= (bin + 1) / 15),
    );
    const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const expected = bins
      .filter((bin) => bin.length > 0)
      .reduce((sum, bin) => {
        const accuracy = mean(bin.map(({ isRight }) => Number(isRight)));
        const confidence = mean(bin.map((sample) => sample.confidence));
        return sum + (bin.length / samples.length) * Math.abs(accuracy - confidence);
      }, 0);
    expect(expectedCalibrationError(of(samples).bins())).toBeCloseTo(expected, 5);
  });

  it('is the same in any order and in parts', () => {
    const whole = of(samples);
    expect(of([...samples].reverse())).toEqual(whole);
    const parts = of(samples.slice(0, 99));
    parts.merge(of(samples.slice(99)).counts);
    expect(parts).toEqual(whole);
  });

  it('puts 0 and 1 into the outer bins, and knows no error without pixels', () => {
    const bins = of([
      { confidence: 0, isRight: false },
      { confidence: 1, isRight: true },
    ]).bins();
    expect(bins.map(({ pixels }) => pixels).filter((pixels) => pixels > 0)).toEqual([1, 1]);
    expect([bins[0].pixels, bins[14].pixels]).toEqual([1, 1]);
    expect(expectedCalibrationError(bins)).toBe(0);
    expect(expectedCalibrationError(of([]).bins())).toBeNaN();
  });
});
