import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import type { Format } from '../../../kit/i18n/format.ts';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import type { ArmPeriod, ArmSchedule } from '../../../state/records/arming.ts';
import { Faulty, SaveTold } from '../save-parts.tsx';
import styles from '../settings.module.css';
import { useSave } from '../use-save.ts';
import { WeekdayField } from '../weekday-field.tsx';
import { WEEKDAYS } from '../weekdays.ts';
import type { FenceZone } from './zone-table.tsx';

/** What is not plain of a period's times: that they are a whole day, or end on the next. */
function nightWords(format: Format, { from, to }: ArmPeriod): string {
  if (from === to) return format.text('arming.allDay');
  return to < from ? format.text('arming.nextDay') : '';
}

/** Where a new period begins and ends: the hours in which estates are guarded. */
const NIGHT: ArmPeriod = { days: [...WEEKDAYS], from: '22:00', to: '06:00' };

/** When a zone is armed by itself: periods of the week in the local time of the site, or by hand only. */
export function ScheduleForm({
  zone,
  schedule,
  schedules,
  onChanged,
}: {
  zone: FenceZone;
  schedule: ArmSchedule;
  /** Of all zones, by zone. */
  schedules: ReadonlyMap<string, ArmSchedule>;
  onChanged(): void;
}) {
  const { api, site } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [periods, setPeriods] = useState(schedule.periods);
  const [forAll, setForAll] = useState(false);
  const save = useSave(['periods']);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const targets = forAll ? [...schedules] : [[zone.code, schedule] as const];
    const done = await save.run(async () => {
      for (const [code, { version }] of targets) await api.settings.putArmSchedule(code, periods, version);
    });
    if (!done) return;
    tell(
      forAll
        ? format.text('arming.allSaved', { count: targets.length })
        : format.text('arming.scheduleSaved', { name: zone.name }),
    );
    onChanged();
  };
  const change = (at: number, part: Partial<ArmPeriod>) =>
    setPeriods((all) => all?.map((period, other) => (other === at ? { ...period, ...part } : period)) ?? null);
  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)} data-testid="arm-schedule">
      <SelectField
        label={format.text('arming.mode')}
        value={periods === null ? 'hand' : 'clock'}
        data-testid="arm-mode"
        onChange={(event) => setPeriods(event.target.value === 'hand' ? null : [NIGHT])}
      >
        <option value="hand">{format.text('arming.byHand')}</option>
        <option value="clock">{format.text('arming.byClock', { timeZone: site.timeZone })}</option>
      </SelectField>
      {periods?.length === 0 && <p className={styles.lead}>{format.text('arming.never')}</p>}
      {periods?.map((period, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: periods have no name, and their fields hold nothing of their own
        <div key={at} className={styles.added} data-period={at}>
          <Faulty fault={save.faultOf(`periods.${at}.days`)}>
            <WeekdayField days={period.days} onChange={(days) => change(at, { days })} />
          </Faulty>
          <div className={styles.pair}>
            {(['from', 'to'] as const).map((end) => (
              <Faulty key={end} fault={save.faultOf(`periods.${at}.${end}`)}>
                <TextField
                  label={format.text(`arming.${end}`)}
                  inputMode="numeric"
                  placeholder={NIGHT[end]}
                  maxLength={5}
                  value={period[end]}
                  data-testid={`arm-${end}-${at}`}
                  onChange={(event) => change(at, { [end]: event.target.value })}
                />
              </Faulty>
            ))}
          </div>
          <div className={styles.acts}>
            <span className={styles.lead}>{nightWords(format, period)}</span>
            <span className={styles.grow} />
            <Button look="quiet" onClick={() => setPeriods(periods.filter((_, other) => other !== at))}>
              {format.text('arming.removePeriod')}
            </Button>
          </div>
        </div>
      ))}
      <label className={styles.check}>
        <input type="checkbox" checked={forAll} onChange={(event) => setForAll(event.target.checked)} />
        {format.text('arming.forAll', { count: schedules.size })}
      </label>
      <SaveTold save={save} onReload={onChanged} />
      <div className={styles.acts}>
        <Button look="action" type="submit" disabled={save.busy} data-testid="schedule-save">
          {format.text('settings.save')}
        </Button>
        {periods !== null && (
          <Button data-testid="add-period" onClick={() => setPeriods([...periods, NIGHT])}>
            {format.text('arming.addPeriod')}
          </Button>
        )}
      </div>
    </form>
  );
}
