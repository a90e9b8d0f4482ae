import { operatorAttributes, type OperatorName } from '@langseg/onnx-graph';
import { describe, expect, it } from 'vitest';
import { noGradient, rules } from './rules.js';

/** Why no gradient passes through an operator. */
const reasons: Partial<Record<OperatorName, string>> = {
  And: 'of truth values',
  ArgMax: 'a position, constant almost everywhere',
  Equal: 'a truth value',
  Floor: 'constant almost everywhere',
  Greater: 'a truth value',
  Less: 'a truth value',
  Range: 'its length depends on its operands, so they are sizes',
  Shape: 'depends on no element',
};

describe('rules', () => {
  it.each(Object.keys(operatorAttributes))('%s has a rule', (operator) => {
    expect(rules.has(operator)).toBe(true);
    expect(rules.get(operator) === noGradient).toBe(operator in reasons);
  });

  it('are of operators that the builder knows', () => {
    expect([...rules.keys()].filter((operator) => !Object.hasOwn(operatorAttributes, operator))).toEqual([]);
  });
});
