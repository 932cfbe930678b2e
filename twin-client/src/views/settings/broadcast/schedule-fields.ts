import type { BroadcastSchedule, Repeat, ScheduleDraft, Sound } from '../../../state/records/broadcast.ts';
import { WEEKDAYS } from '../weekdays.ts';
import { instantOf, localOf } from './local-time.ts';
import type { SpokenLevel } from './speak-sound.ts';

/** What stands in the fields of a schedule, as people type it. */
export interface ScheduleFields {
  readonly name: string;
  readonly enabled: boolean;
  readonly sound: 'text' | 'programme' | 'file';
  readonly text: string;
  readonly level: SpokenLevel;
  readonly source: 'radio' | 'computer';
  readonly station: string;
  readonly file: string;
  readonly programme: string;
  readonly minutes: string;
  readonly repeat: Repeat['kind'];
  readonly at: string;
  readonly time: string;
  readonly days: readonly number[];
  readonly places: readonly string[];
}

const DAY_MS = 86_400_000;

/** The fields of a schedule, or of a new one: tomorrow, local to the site. */
export function scheduleFields(schedule: BroadcastSchedule | null, now: number, timeZone: string): ScheduleFields {
  const fields: ScheduleFields = {
    name: schedule?.name ?? '',
    enabled: schedule?.enabled ?? true,
    sound: 'text',
    text: '',
    level: 'prompt',
    source: 'radio',
    station: '',
    file: '',
    programme: 'music',
    minutes: String(schedule?.minutes ?? ''),
    repeat: schedule?.repeat.kind ?? 'daily',
    at: localOf(now + DAY_MS, timeZone),
    time: '08:00',
    days: WEEKDAYS,
    places: schedule?.places ?? [],
  };
  return schedule ? { ...fields, ...soundFields(schedule.sound), ...repeatFields(schedule.repeat, timeZone) } : fields;
}

function soundFields(sound: Sound): Partial<ScheduleFields> {
  switch (sound.kind) {
    case 'file':
      return { sound: 'file', file: sound.file, programme: sound.programme };
    case 'programme':
      return { sound: 'programme', source: sound.source, station: sound.name, programme: sound.programme };
    case 'text':
      return { sound: 'text', text: sound.text, level: sound.level };
    default:
      return {};
  }
}

function repeatFields(repeat: Repeat, timeZone: string): Partial<ScheduleFields> {
  if (repeat.kind === 'once') return { at: localOf(repeat.at, timeZone) };
  return repeat.kind === 'daily' ? { time: repeat.time } : { time: repeat.time, days: repeat.days };
}

/** What the fields declare. */
export function scheduleOf(fields: ScheduleFields, id: string, timeZone: string): ScheduleDraft {
  const { name, enabled, places, minutes, days, time } = fields;
  const repeat: Repeat =
    fields.repeat === 'once'
      ? { kind: 'once', at: instantOf(fields.at, timeZone) ?? -1 }
      : fields.repeat === 'daily'
        ? { kind: 'daily', time }
        : { kind: 'weekly', days: [...days], time };
  const { programme, file, source } = fields;
  const sound: Sound =
    fields.sound === 'text'
      ? { kind: 'text', text: fields.text.trim(), level: fields.level }
      : fields.sound === 'file'
        ? { kind: 'file', file, programme }
        : { kind: 'programme', source, name: fields.station.trim(), programme };
  const timed = fields.sound === 'programme' && minutes.trim() !== '';
  return {
    id,
    name: name.trim(),
    enabled,
    sound,
    places: [...places],
    repeat,
    ...(timed && { minutes: Number(minutes) }),
  };
}

/** The first id that no schedule has. */
export function freeId(prefix: string, taken: readonly string[]): string {
  for (let number = 1; ; number += 1) {
    const id = `${prefix}-${String(number).padStart(2, '0')}`;
    if (!taken.includes(id)) return id;
  }
}
