import type { DeviceCommand } from 'twin-core';
import { describe, expect, test } from 'vitest';
import { createFormat } from '../../../kit/i18n/format.ts';
import { argLabel, argWords, firstDrafts, readArgs } from './command-args.ts';

const en = createFormat('en', 'Asia/Shanghai');
const command: DeviceCommand = {
  label: { zh: '调光', en: 'Dim' },
  args: {
    brightness: { label: { zh: '亮度', en: 'Brightness' }, type: 'number', range: [0, 100], unit: '%' },
    curve: {
      label: { zh: '方式', en: 'Curve' },
      type: 'choice',
      choices: [
        { name: 'slow', label: { zh: '缓慢', en: 'slow' } },
        { name: 'atOnce', label: { zh: '立即', en: 'at once' } },
      ],
    },
    note: { label: { zh: '备注', en: 'Note' }, type: 'text', maxLength: 10, optional: true },
  },
};

describe('6.3.4 the arguments of a command', () => {
  test('are read from their fields as declared', () => {
    const first = firstDrafts(command);
    expect(first).toEqual({ brightness: '', curve: 'slow', note: '' });
    expect(readArgs(command, { ...first, brightness: '40' })).toEqual({ brightness: 40, curve: 'slow' });
    expect(readArgs(command, { ...first, brightness: '40', note: ' x ' })).toMatchObject({ note: 'x' });
  });

  test.each([
    ['missing', ''],
    ['out of range', '101'],
    ['no number', 'bright'],
  ])('%s: there is nothing to send', (_what, brightness) => {
    expect(readArgs(command, { ...firstDrafts(command), brightness })).toBeNull();
  });

  test('are said with their names, choices and units', () => {
    expect(argWords(en, command, { brightness: 40, curve: 'atOnce' })).toBe('Brightness 40 %, Curve at once');
    expect(argWords(en, undefined, { level: 3 })).toBe('level 3');
    expect(argLabel(en, command.args!.brightness!)).toBe('Brightness (0 to 100 %)');
    expect(argLabel(en, command.args!.note!)).toBe('Note (optional)');
  });

  test('a command without any has none', () => {
    expect(readArgs({ label: command.label }, {})).toEqual({});
  });
});
