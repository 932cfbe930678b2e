import { Catalogue, FACILITIES } from 'twin-core';
import { expect, test } from 'vitest';
import { createFormat } from '../../../kit/i18n/format.ts';
import { evidencePicture, evidenceWords } from './evidence-words.ts';

const catalogue = new Catalogue(FACILITIES);
const zh = createFormat('zh', 'Asia/Shanghai');
const en = createFormat('en', 'Asia/Shanghai');

test('7.2.16-2 a throw: the storey with its error, the extent of the track, the confidence; the picture itself is shown elsewhere', () => {
  const data = {
    storeyEstimate: 10,
    storeySigma: 1,
    confidence: 0.88,
    trackPx: [
      [0, 1, 2],
      [2.3, 1, 9],
    ],
    framePx: [1920, 1080],
    snapshot: 'x'.repeat(5000),
  };
  expect(evidenceWords(catalogue, zh, { data }, 'falling-object-camera')).toEqual([
    '估计楼层 10 ± 1 层',
    '轨迹 2 点，历时 2.3 s',
    '置信度 88%',
  ]);
  expect(evidenceWords(catalogue, en, { data }, 'falling-object-camera')[0]).toBe('estimated storey 10 ± 1');
});

test('7.2.11-1 a protection that tripped: power, current and temperature at that moment, by the declaration of the port', () => {
  const data = { limitW: 800, powerW: 940, currentA: 5.6, voltageV: 219.6 };
  expect(evidenceWords(catalogue, en, { data }, 'ebike-charging-port')).toEqual([
    'limit 800 W',
    'Power 940\u2009W',
    'Current 5.60\u2009A',
    'Voltage 219.6\u2009V',
  ]);
});

test('E6.1.4-1 words of detectors in the reader\u2019s language; what is not known stays as it came, what is no word is left out', () => {
  const say = (data: Record<string, unknown>) => evidenceWords(catalogue, zh, { data }, 'infrared-beam');
  expect(say({ cause: 'beam', brokenMs: 640 })).toEqual(['触发方式 光束遮断', '遮断 640 ms']);
  expect(say({ object: 'drone', unknownKey: 'x', deep: { a: 1 } })).toEqual(['目标 drone']);
  expect(say({ plateNumber: 'x'.repeat(41), trackPx: [['a'], ['b']] })).toEqual([]);
});

test('7.2.9 an e-bike in a lift: where, that it was told by voice, that the lift was held', () => {
  const data = { place: 'lift', confidence: 0.94, voicePrompted: true, liftHeld: true };
  expect(evidenceWords(catalogue, zh, { data }, 'ebike-lift-camera')).toEqual([
    '置信度 94%',
    '位置 轿厢',
    '已语音劝阻',
    '电梯已阻止关门',
  ]);
});

test('7.2.9, 7.2.10-2 the picture that came with the event is shown; an address elsewhere or a page never is', () => {
  const picture = (snapshot: unknown) => evidencePicture({ data: { snapshot } });
  expect(picture('data:image/jpeg;base64,AA')).toBe('data:image/jpeg;base64,AA');
  for (const other of ['https://example.org/a.jpg', 'data:text/html,<b>', 'javascript:alert(1)', 7, undefined])
    expect(picture(other)).toBeNull();
  expect(evidencePicture({ data: null })).toBeNull();
});
