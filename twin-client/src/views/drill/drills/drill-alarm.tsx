import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { may } from '../../../state/records/session.ts';
import { navigate } from '../../router.ts';

/** From an alarm to a drill in which it happens again. */
export function DrillAlarm({ id }: { id: string }) {
  const { session, course } = useCenter();
  const format = useFormat();
  if (course?.name.startsWith('drill-') || !may(session, 'drill.lead')) return null;
  return (
    <Button data-testid="drill-alarm" onClick={() => navigate(`/drill?part=drills&alarm=${encodeURIComponent(id)}`)}>
      {format.text('drills.fromAlarm')}
    </Button>
  );
}
