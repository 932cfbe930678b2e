import { type Alarm, type AlarmAction, refusalOf } from 'twin-core';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { useDesk } from '../desk.ts';
import type { AlarmDesk } from '../use-alarm-desk.ts';
import styles from './alarm-card.module.css';

/** The actions of the card in the order of their buttons; those the alarm refuses now are left out. */
const ACTIONS: readonly AlarmAction[] = [
  'acknowledge',
  'assign',
  'resolve',
  'dismiss',
  'shelve',
  'unshelve',
  'unsuppress',
  'returnToService',
  'comment',
];
/** Done by decision rather than in a hurry. */
const RARE_ACTIONS: readonly AlarmAction[] = ['refer', 'suppress', 'outOfService'];
/** What needs no words. */
const AT_ONCE: ReadonlySet<AlarmAction> = new Set(['acknowledge', 'unshelve', 'unsuppress', 'returnToService']);

/** Everything that can be done to an alarm now. */
export function AlarmActions({ alarm, work }: { alarm: Alarm; work: AlarmDesk }) {
  const desk = useDesk();
  const format = useFormat();
  const begin = (action: AlarmAction) => {
    if (AT_ONCE.has(action)) void work.handle(alarm.id, action, {});
    else desk.asking.set({ alarm, action });
  };
  const buttons = (actions: readonly AlarmAction[]) =>
    actions
      .filter((action) => refusalOf(alarm, action) === null && offered(alarm, action))
      .map((action) => (
        <Button
          key={action}
          look={action === 'acknowledge' ? 'action' : 'plain'}
          disabled={work.pending.has(alarm.id)}
          data-testid={`action-${action}`}
          onClick={() => begin(action)}
        >
          {format.text(`action.${action}`)}
        </Button>
      ));
  const rare = buttons(RARE_ACTIONS);
  return (
    <div className={styles.actions}>
      {buttons(ACTIONS)}
      {rare.length > 0 && (
        <details className={styles.rare}>
          <summary>{format.text('alarm.more')}</summary>
          <div>{rare}</div>
        </details>
      )}
    </div>
  );
}

/** A case is resolved after it was acknowledged, not instead. */
function offered(alarm: Alarm, action: AlarmAction): boolean {
  return action !== 'resolve' || alarm.acknowledged;
}
