import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { fromField, toField } from '../../../kit/instant-field.ts';
import { Panel } from '../../../kit/panel.tsx';
import { TextField } from '../../../kit/text-field.tsx';
import { may } from '../../../state/records/session.ts';
import { sizeText } from '../../desk/size-text.ts';
import styles from '../drill-page.module.css';
import { useMakeDossier } from './use-make-dossier.ts';
import { VerifyDossier } from './verify-dossier.tsx';

const HOUR_MS = 3_600_000;
const MOST_HOURS = 24;

/** Takes a span of time out as a dossier, and verifies those that come back. */
export function DossiersView() {
  const { session } = useCenter();
  return (
    <>
      {may(session, 'dossier.make') && <MakeSpan />}
      <VerifyDossier />
    </>
  );
}

function MakeSpan() {
  const { site, clock } = useCenter();
  const format = useFormat();
  const { make, bytes } = useMakeDossier();
  const [typed, setTyped] = useState(() => ({
    from: toField(clock.now() - HOUR_MS, site.timeZone),
    to: toField(clock.now(), site.timeZone),
  }));
  const [from, to] = [fromField(typed.from, site.timeZone), fromField(typed.to, site.timeZone)];
  const span = from !== null && to !== null && to > from && to - from <= MOST_HOURS * HOUR_MS ? { from, to } : null;
  const field = (end: 'from' | 'to') => (
    <TextField
      label={format.text(`dossier.${end}`)}
      type="datetime-local"
      value={typed[end]}
      data-testid={`dossier-${end}`}
      onChange={({ target }) => setTyped({ ...typed, [end]: target.value })}
    />
  );
  return (
    <Panel title={format.text('dossier.makeSpan')} from="alarmLog">
      <form
        className={styles.tools}
        onSubmit={(event) => {
          event.preventDefault();
          if (span) void make(span);
        }}
      >
        {field('from')}
        {field('to')}
        <Button type="submit" look="action" disabled={span === null || bytes !== null} data-testid="make-span">
          {bytes === null
            ? format.text('dossier.make')
            : format.text('dossier.making', { size: sizeText(format, bytes) })}
        </Button>
      </form>
      <p className={styles.calm}>{format.text(span === null ? 'dossier.badSpan' : 'dossier.makeSpanNote')}</p>
    </Panel>
  );
}
