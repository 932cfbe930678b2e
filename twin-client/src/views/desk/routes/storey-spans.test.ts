import { expect, test } from 'vitest';
import { storeySpans } from './storey-spans.ts';

test('5.8.8-3 storeys that follow one another are told as a span', () => {
  const all = ['1F', '2F', '3F', '4F', '5F'];
  expect(storeySpans(all, new Set(['2F', '4F', '5F']))).toEqual(['2F', '4F–5F']);
  expect(storeySpans(all, new Set(all))).toEqual(['1F–5F']);
  expect(storeySpans(all, new Set())).toEqual([]);
});
