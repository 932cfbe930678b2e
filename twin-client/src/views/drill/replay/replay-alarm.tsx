import type { Alarm } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { may } from '../../../state/records/session.ts';
import { beforeAlarm, useBeginReplay } from './use-begin-replay.ts';

/** From an alarm to how it came about. */
export function ReplayAlarm({ alarm }: { alarm: Pick<Alarm, 'id' | 'device' | 'raisedAt'> }) {
  const { session, course } = useCenter();
  const format = useFormat();
  const begin = useBeginReplay();
  if (course !== null || !may(session, 'past.explore')) return null;
  return (
    <Button data-testid="replay-alarm" onClick={() => void begin(...beforeAlarm(alarm.raisedAt), alarm.device)}>
      {format.text('replays.ofAlarm')}
    </Button>
  );
}
