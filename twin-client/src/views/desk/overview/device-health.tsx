import type { DeviceState } from 'twin-core';
import { useHealth } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { DEVICE_STATES } from '../../../state/health.ts';
import { useAddress, useDesk } from '../desk.ts';
import styles from './overview.module.css';

/** In the bar what is well stands first. */
const BAR_ORDER: readonly DeviceState[] = ['normal', 'alarm', 'fault', 'stale', 'offline', 'unknown'];

/** How many devices are well, in alarm, faulty, offline or silent; a click lists them. */
export function DeviceHealth() {
  const desk = useDesk();
  const format = useFormat();
  const health = useHealth();
  const { selection } = useAddress();
  const total = DEVICE_STATES.reduce((sum, state) => sum + health[state], 0);
  const online = total - health.offline - health.unknown;
  return (
    <Panel
      from="health"
      title={format.text('health.title', { count: format.number(total) })}
      aside={total > 0 ? format.text('health.online', { share: format.share(online / total) }) : undefined}
    >
      <div className={styles.health}>
        <div className={styles.bar} aria-hidden="true">
          {BAR_ORDER.filter((state) => health[state] > 0).map((state) => (
            <i key={state} className={styles[state]} style={{ flexGrow: health[state] }} />
          ))}
        </div>
        <div className={styles.states}>
          {DEVICE_STATES.map((state) => (
            <button
              key={state}
              type="button"
              aria-pressed={selection?.kind === 'list' && !selection.facility && selection.state === state}
              title={format.text('health.show', { state: format.text(`state.${state}`), count: health[state] })}
              data-state={state}
              onClick={() => desk.select({ kind: 'list', state })}
            >
              {format.text(`state.${state}`)} {format.number(health[state])}
            </button>
          ))}
        </div>
      </div>
    </Panel>
  );
}
