import { expect, test } from 'vitest';
import type { BroadcastSession } from '../../../state/records/broadcast.ts';
import { instantOf, localOf } from './local-time.ts';
import { byLevel } from './sound-words.ts';
import { soundOf } from './speak-sound.ts';

const session = (id: string, level: BroadcastSession['level'], startedAt: number): BroadcastSession => ({
  id,
  level,
  startedAt,
  sound: { kind: 'text', text: id, level: 'prompt' },
  places: [],
  loudspeakers: 1,
  sounding: 1,
  by: 'rule',
  alarm: null,
  schedule: null,
  endsAt: null,
  endedAt: null,
});

test('7.2.5-4 what plays now is told from the highest level down, of one level the later first', () => {
  const shown = byLevel([
    session('music', 'programme', 9),
    session('a', 'prompt', 1),
    session('b', 'prompt', 2),
    session('fire', 'accident', 0),
  ]);
  expect(shown.map(({ id }) => id)).toEqual(['fire', 'b', 'a', 'music']);
});

test('E6.1.5-2 what is chosen says which sound is played: a text of a level, or one of the four kinds of emergency', () => {
  expect(soundOf('prompt', ' hello ')).toEqual({ kind: 'text', text: 'hello', level: 'prompt' });
  expect(soundOf('emergency.accident', 'leave')).toEqual({ kind: 'emergency', emergency: 'accident', text: 'leave' });
});

test('7.2.5-1 a time of a schedule is typed in the local time of the site', () => {
  const at = Date.parse('2026-11-29T07:30:00+08:00');
  expect(localOf(at, 'Asia/Shanghai')).toBe('2026-11-29T07:30');
  expect(instantOf('2026-11-29T07:30', 'Asia/Shanghai')).toBe(at);
  expect(instantOf('', 'Asia/Shanghai')).toBeNull();
});
