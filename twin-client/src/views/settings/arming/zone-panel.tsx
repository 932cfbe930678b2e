import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { problemText } from '../../../kit/problem-text.ts';
import { useToast } from '../../../kit/toast.tsx';
import type { ArmSchedule } from '../../../state/records/arming.ts';
import { may } from '../../../state/records/session.ts';
import { detailWords } from '../../desk/alarm-work/action-words.ts';
import styles from '../settings.module.css';
import { ArmLog } from './arm-log.tsx';
import { ScheduleForm } from './schedule-form.tsx';
import type { FenceZone } from './zone-table.tsx';

/** One fence zone: armed and disarmed by hand, its schedule, and the log of both. */
export function ZonePanel({
  zone,
  schedule,
  schedules,
  onChanged,
}: {
  zone: FenceZone;
  schedule: ArmSchedule;
  schedules: ReadonlyMap<string, ArmSchedule>;
  onChanged(): void;
}) {
  const { session } = useCenter();
  const format = useFormat();
  return (
    <>
      <Panel title={zone.name} aside={<span className={styles.sub}>{zone.code}</span>}>
        <div className={styles.form} data-testid="zone-panel">
          <ul className={styles.list}>
            {zone.detectors.map(({ device, armed }) => (
              <li key={device.code}>
                <span>{device.name}</span>
                <span className={armed ? styles.changed : styles.quiet}>
                  {format.text(`arming.state.${armed === null ? 'unknown' : armed ? 'armed' : 'disarmed'}`)}
                </span>
              </li>
            ))}
          </ul>
          {may(session, 'device.command') && <ByHand zone={zone} />}
        </div>
      </Panel>
      {may(session, 'base.manage') && (
        <Panel title={format.text('arming.schedule')}>
          <ScheduleForm
            key={schedule.version}
            zone={zone}
            schedule={schedule}
            schedules={schedules}
            onChanged={onChanged}
          />
        </Panel>
      )}
      <ArmLog zone={zone.code} />
    </>
  );
}

/** Arms and disarms at once; to disarm is asked twice, for it acts on what is protected. */
function ByHand({ zone: { code, name, detectors, state } }: { zone: FenceZone }) {
  const { api } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [busy, setBusy] = useState(false);
  const [sure, setSure] = useState(false);
  const order = async (armed: boolean) => {
    setBusy(true);
    setSure(false);
    try {
      const { ok, results } = await api.settings.arm(code, armed);
      const failed = results.find((result) => !result.ok);
      const done = format.text(armed ? 'arming.armed' : 'arming.disarmed', { name });
      const detail = failed?.detail ? detailWords(format, failed.detail) : '';
      tell(ok ? done : format.text('arming.notAll', { device: failed?.target ?? '', detail }), ok ? 'done' : 'problem');
    } catch (cause) {
      tell(problemText(format, cause), 'problem');
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className={styles.acts}>
      <Button
        look="action"
        disabled={busy || detectors.length === 0 || state === 'armed'}
        data-testid="arm"
        onClick={() => void order(true)}
      >
        {format.text('arming.arm')}
      </Button>
      <Button
        disabled={busy || detectors.length === 0 || state === 'disarmed'}
        data-testid="disarm"
        onClick={() => (sure ? void order(false) : setSure(true))}
        onBlur={() => setSure(false)}
      >
        {format.text(sure ? 'arming.disarmSure' : 'arming.disarm')}
      </Button>
      {busy && <span className={styles.lead}>{format.text('arming.underWay')}</span>}
    </div>
  );
}
