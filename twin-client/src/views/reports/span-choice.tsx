import { useState } from 'react';
import { useCenter } from '../../kit/center-context.ts';
import { Choice } from '../../kit/choice.tsx';
import { useFormat } from '../../kit/format-context.tsx';
import type { Span } from '../../state/ports/reports.ts';
import { LENGTHS, type Length, spanUntil } from './span.ts';

/** The time that is chosen; it stands still until another is chosen. */
export function useSpan(first: Length): { length: Length; span: Span; choose(length: Length): void } {
  const { clock } = useCenter();
  const [chosen, setChosen] = useState(() => ({ length: first, span: spanUntil(clock.now(), first) }));
  return { ...chosen, choose: (length) => setChosen({ length, span: spanUntil(clock.now(), length) }) };
}

/** Chooses how much of the past is reported on. */
export function SpanChoice({ length, choose }: { length: Length; choose(length: Length): void }) {
  const format = useFormat();
  return (
    <Choice
      label={format.text('reports.span')}
      value={length}
      options={LENGTHS.map((value) => ({ value, label: format.text(`reports.span.${value}`) }))}
      onChoose={choose}
    />
  );
}
