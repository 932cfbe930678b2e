import { datastreamOf } from 'twin-core';
import { useCenter, useNow } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { ProblemNotice } from '../../kit/notice.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';
import type { ChargingSession } from '../../state/records/charging-session.ts';
import { LiveValues } from '../live-values.tsx';
import type { FacilityPanelProps } from '../panel-props.ts';
import { PORT_STATE } from './occupancy.ts';
import styles from './sessions.module.css';

/** How often it is asked whether a session began or was paid. */
const RENEW_MS = 10_000;

/** What a charging port measures, and its last sessions with how they were paid (7.2.11-3). */
export function ChargingPanel({ device }: FacilityPanelProps) {
  return (
    <>
      <LiveValues device={device} />
      {datastreamOf(device, PORT_STATE) >= 0 && <Sessions device={device} />}
    </>
  );
}

function Sessions({ device }: FacilityPanelProps) {
  const { api } = useCenter();
  const format = useFormat();
  const turn = Math.floor(useNow() / RENEW_MS);
  const loaded = useLoaded(`${device.code} ${turn}`, (signal) => api.charging.sessions(device.code, signal));
  if (loaded.state === 'failed') return <ProblemNotice cause={loaded.cause} onRetry={loaded.retry} />;
  const sessions = loaded.last ?? [];
  if (sessions.length === 0) return null;
  return (
    <section className={styles.sessions} aria-label={format.text('charging.sessions')} data-testid="charging-sessions">
      <h4>{format.text('charging.sessions')}</h4>
      <ul>
        {sessions.map((session) => (
          <SessionRow key={session.session} session={session} />
        ))}
      </ul>
    </section>
  );
}

function SessionRow({ session }: { session: ChargingSession }) {
  const format = useFormat();
  const now = useNow();
  const { startedAt, by, paidAt, channel, amountYuan, energyKwh } = session;
  const at = startedAt ?? paidAt;
  return (
    <li data-session={session.session} data-paid={paidAt !== null}>
      <span>
        {[at === null ? '' : format.moment(at, now), by && format.text(`charging.by.${by}`)]
          .filter(Boolean)
          .join(' · ')}
      </span>
      <span className={styles.paid}>
        {channel === null || amountYuan === null
          ? format.text('charging.open')
          : [
              format.text(`charging.channel.${channel}`),
              format.text('charging.amount', { amount: amountYuan.toFixed(2) }),
              energyKwh === null ? '' : `${format.number(energyKwh, 2)}\u2009kWh`,
            ]
              .filter(Boolean)
              .join(' · ')}
      </span>
    </li>
  );
}
