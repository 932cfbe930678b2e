import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { fromField, toField } from '../../../kit/instant-field.ts';
import { Panel } from '../../../kit/panel.tsx';
import { TextField } from '../../../kit/text-field.tsx';
import type { DossierSubject } from '../../../state/ports/dossiers.ts';
import { may } from '../../../state/records/session.ts';
import { sizeText } from '../../desk/size-text.ts';
import styles from '../drill-page.module.css';
import { PastAlarms } from '../past-alarms.tsx';
import { MadeDossiers } from './made-dossiers.tsx';
import { useMakeDossier } from './use-make-dossier.ts';
import { VerifyDossier } from './verify-dossier.tsx';

const HOUR_MS = 3_600_000;
const MOST_HOURS = 24;

/** Takes an alarm or a span of time out as a dossier, tells what was taken out, and verifies what comes back. */
export function DossiersView() {
  const { session } = useCenter();
  const format = useFormat();
  const { make, bytes } = useMakeDossier();
  const [made, setMade] = useState(0);
  const makeOne = async (subject: DossierSubject) => {
    await make(subject);
    setMade((before) => before + 1);
  };
  const mayMake = may(session, 'dossier.make');
  return (
    <div className={mayMake ? styles.columns : undefined}>
      <div className={styles.column}>
        {mayMake && <MakeSpan make={makeOne} bytes={bytes} />}
        <VerifyDossier />
        {may(session, 'audit.read') && <MadeDossiers version={made} />}
      </div>
      {mayMake && (
        <PastAlarms
          title={format.text('dossier.ofAlarm')}
          action={({ id }) => (
            <Button
              disabled={bytes !== null}
              title={format.text('dossier.makeHint')}
              onClick={() => void makeOne({ alarm: id })}
              data-testid={`dossier-${id}`}
            >
              {format.text('dossier.make')}
            </Button>
          )}
        />
      )}
    </div>
  );
}

function MakeSpan({ make, bytes }: { make(subject: DossierSubject): Promise<void>; bytes: number | null }) {
  const { site, clock } = useCenter();
  const format = useFormat();
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
