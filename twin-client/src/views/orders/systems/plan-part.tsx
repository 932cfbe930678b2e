import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import { useAttempt } from '../../../kit/use-attempt.ts';
import { useLoaded } from '../../../kit/use-loaded.ts';
import { may } from '../../../state/records/session.ts';
import type { SystemPlan } from '../../../state/records/system-inspection.ts';
import { ActDialog } from '../../desk/alarm-work/dialog-parts.tsx';

/** When systems are inspected, and the way to say so. */
export function PlanPart() {
  const { api, session } = useCenter();
  const format = useFormat();
  const [changing, setChanging] = useState(false);
  const loaded = useLoaded('plan', (signal) => api.systems.plan(signal));
  const plan = loaded.state === 'ready' ? loaded.value : loaded.last;
  if (!plan) return null;
  return (
    <p data-testid="systems-plan">
      {`${format.text('systems.planTitle')} ${format.text('systems.plan', { days: plan.everyDays, at: plan.at })} `}
      {may(session, 'order.manage') && (
        <Button look="quiet" onClick={() => setChanging(true)} data-testid="systems-plan-change">
          {format.text('systems.planChange')}
        </Button>
      )}
      {changing && <PlanDialog plan={plan} onClose={() => setChanging(false)} onSaved={loaded.retry} />}
    </p>
  );
}

function PlanDialog({ plan, onClose, onSaved }: { plan: SystemPlan; onClose(): void; onSaved(): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [days, setDays] = useState(String(plan.everyDays));
  const [at, setAt] = useState(plan.at);
  const { problem, pending, attempt } = useAttempt();
  const save = () =>
    attempt(
      () => api.systems.setPlan({ everyDays: Number(days), at }),
      () => {
        tell(format.text('systems.planSaved'));
        onSaved();
        onClose();
      },
    );
  return (
    <ActDialog
      title={format.text('systems.planTitle')}
      confirm={format.text('systems.save')}
      disabled={pending || days === '' || at === ''}
      problem={problem}
      onClose={onClose}
      onSubmit={() => void save()}
    >
      <TextField
        label={format.text('systems.everyDays')}
        type="number"
        min={1}
        max={31}
        required
        value={days}
        onChange={({ target }) => setDays(target.value)}
        data-testid="systems-days"
      />
      <TextField
        label={format.text('systems.at')}
        type="time"
        required
        value={at}
        onChange={({ target }) => setAt(target.value)}
        data-testid="systems-at"
      />
    </ActDialog>
  );
}
