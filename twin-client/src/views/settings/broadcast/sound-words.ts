import type { Format } from '../../../kit/i18n/format.ts';
import type { BroadcastSession, BroadcastWords, Recording, Sound } from '../../../state/records/broadcast.ts';

/** What sounds are told with: the words of the server and the recordings by name. */
export interface SoundNames {
  readonly words: BroadcastWords;
  readonly recordings: readonly Recording[];
}

/** What is played, in words. */
export function soundWords(format: Format, { words, recordings }: SoundNames, sound: Sound): string {
  const word = (list: BroadcastWords['sources'], id: string) => {
    const label = list.find((one) => one.id === id)?.label;
    return label ? format.label(label) : id;
  };
  switch (sound.kind) {
    case 'text':
      return sound.text;
    case 'emergency':
      return `${word(words.emergencies, sound.emergency)} \u00b7 ${sound.text}`;
    case 'live':
      return format.text('broadcast.live', { source: word(words.sources, sound.source) });
    case 'programme':
      return `${word(words.sources, sound.source)} \u00b7 ${sound.name} \u00b7 ${word(words.programmes, sound.programme)}`;
    case 'file':
      return `${recordings.find(({ id }) => id === sound.file)?.name ?? sound.file} \u00b7 ${word(words.programmes, sound.programme)}`;
  }
}

/** Who or what had it played: an alarm, the clock, or a person by name. */
export function whoWords(
  format: Format,
  { alarm, schedule, by }: BroadcastSession,
  people: ReadonlyMap<string, string>,
): string {
  if (alarm) return format.text('broadcast.byAlarm', { alarm });
  return schedule ? format.text('broadcast.bySchedule') : (people.get(by) ?? '');
}

const LEVELS = ['accident', 'emergency', 'prompt', 'programme'] as const;

/** What is heard above all else first (7.2.5-4); of one level the later. */
export function byLevel(sessions: readonly BroadcastSession[]): readonly BroadcastSession[] {
  return [...sessions].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level) || b.startedAt - a.startedAt);
}
