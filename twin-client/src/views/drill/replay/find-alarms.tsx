import { useState } from 'react';
import { useFormat } from '../../../kit/format-context.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import type { PastPort } from '../../../state/ports/past.ts';
import type { FoundAlarm } from '../../../state/records/past.ts';
import type { TimeWindow } from './time-window.ts';

/** What a search of the time line found; `more`: the span holds more than are shown. */
export interface Found {
  readonly words: string;
  readonly items: readonly FoundAlarm[];
  readonly more: boolean;
}
export const NOTHING_FOUND: Found = { words: '', items: [], more: false };

export interface FindAlarmsProps {
  readonly port: PastPort;
  readonly window: TimeWindow;
  readonly found: Found;
  onFound(found: Found): void;
}

/** Alarms of the time line's span by words: marks on it. */
export function FindAlarms({ port, window: { from, to }, found, onFound }: FindAlarmsProps) {
  const format = useFormat();
  const tell = useToast();
  const [words, setWords] = useState('');
  const find = async () => {
    if (words.trim() === '') return onFound(NOTHING_FOUND);
    try {
      onFound({ words, ...(await port.find(words, from, to)) });
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    }
  };
  return (
    <label>
      <span>{format.text('replay.find')}</span>
      <input
        type="search"
        value={words}
        data-testid="replay-find"
        onChange={({ target }) => setWords(target.value)}
        onBlur={() => void find()}
        onKeyDown={({ key }) => key === 'Enter' && void find()}
      />
      {found.words !== '' && (
        <small data-testid="replay-found">
          {format.text(found.more ? 'replay.foundMore' : 'replay.found', { count: found.items.length })}
        </small>
      )}
    </label>
  );
}
