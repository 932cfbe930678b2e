import { GEOREFERENCE_CODES } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { createFormat } from '../../../kit/i18n/format.ts';
import { TEXTS } from '../../../kit/i18n/texts.ts';
import { findingText } from './finding-text.ts';

const [zh, en] = [createFormat('zh', 'Asia/Shanghai'), createFormat('en', 'Asia/Shanghai')];

describe('6.4.1-2-3 what the georeference doctor says', () => {
  test.each(GEOREFERENCE_CODES)('%s has a text in both languages', (code) => {
    expect(TEXTS).toHaveProperty([`finding.${code}`]);
  });

  test('values are filled in, large ones grouped, words of an axis translated', () => {
    const far = {
      code: 'places.disagree',
      verdict: 'doubt',
      text: '',
      values: { source: 'A', other: 'B', residualM: 6840323.544 },
    } as const;
    expect(findingText(zh, far)).toContain('6\u2009840\u2009324 m');
    const decimal = { code: 'site.decimal', verdict: 'note', text: '', values: { axis: 'latitude' } } as const;
    expect(findingText(zh, decimal)).toContain('纬度');
    expect(findingText(en, decimal)).toContain('latitude');
  });

  test('a finding of a newer server is told in its own words', () => {
    const other = { code: 'moon.phase', verdict: 'note', text: 'the moon is full', values: {} } as const;
    expect(findingText(zh, other)).toBe('the moon is full');
  });
});
