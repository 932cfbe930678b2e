import { Button, ButtonLink } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { EmptyNotice } from '../../../kit/notice.tsx';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { may } from '../../../state/records/session.ts';
import { navigate } from '../../router.ts';
import styles from '../course-page.module.css';

/** What is shown in place of a drill that is over: how it ended, its score, and the way to the report. */
export function DrillOver({ number }: { number: number }) {
  const { api, session } = useCenter();
  const format = useFormat();
  const loaded = useLoaded(`drill ${number}`, (signal) => api.drills.get(number, signal));
  const drill = loaded.state === 'ready' ? loaded.value : null;
  return (
    <div className={styles.over} data-testid="drill-over">
      <EmptyNotice title={format.text('drill.over')}>
        {drill?.ending && <>{format.text(`drill.ending.${drill.ending.why}`)} · </>}
        {drill?.percent != null && <>{format.text('drill.score', { percent: drill.percent })} · </>}
        {format.text('drill.overDetail')}
      </EmptyNotice>
      <p>
        {may(session, 'drill.lead') && (
          <ButtonLink
            href={api.drills.reportAddress(number, format.locale === 'en' ? 'en' : 'zh')}
            target="_blank"
            rel="noopener"
            data-testid="drill-report"
          >
            {format.text('drills.report')}
          </ButtonLink>
        )}
        <Button onClick={() => navigate('/drill?part=drills')}>{format.text('drill.toList')}</Button>
      </p>
    </div>
  );
}
