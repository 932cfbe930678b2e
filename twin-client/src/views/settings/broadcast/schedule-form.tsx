import { type FormEvent, useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useCenter } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import { Panel } from '../../../kit/panel.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { useToast } from '../../../kit/toast.tsx';
import type { BroadcastPlace, BroadcastSchedule, Repeat } from '../../../state/records/broadcast.ts';
import { Faulty, SaveTold } from '../save-parts.tsx';
import styles from '../settings.module.css';
import { useSave } from '../use-save.ts';
import { WeekdayField } from '../weekday-field.tsx';
import { PlaceChoice } from './place-choice.tsx';
import { freeId, type ScheduleFields, scheduleFields, scheduleOf } from './schedule-fields.ts';
import { SoundFields } from './sound-fields.tsx';
import type { SoundNames } from './sound-words.ts';

const REPEATS = ['once', 'daily', 'weekly'] as const;
const FIELDS = ['name', 'sound', 'places', 'repeat', 'minutes'] as const;

/** Something that is played by the clock, new or changed. */
export function ScheduleForm({
  schedule,
  taken,
  names,
  places,
  onChanged,
  onClose,
}: {
  schedule: BroadcastSchedule | null;
  /** Ids that schedules have. */
  taken: readonly string[];
  names: SoundNames;
  places: readonly BroadcastPlace[];
  onChanged(): void;
  onClose(): void;
}) {
  const { api, site, clock } = useCenter();
  const format = useFormat();
  const tell = useToast();
  const [fields, setFields] = useState(() => scheduleFields(schedule, clock.now(), site.timeZone));
  const [sure, setSure] = useState(false);
  const save = useSave(FIELDS);
  const set = (change: Partial<ScheduleFields>) => setFields({ ...fields, ...change });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const draft = scheduleOf(fields, schedule?.id ?? freeId('BS', taken), site.timeZone);
    if (!(await save.run(() => api.broadcast.putSchedule(draft, schedule?.version ?? null)))) return;
    tell(format.text('broadcast.scheduleSaved', { name: draft.name }));
    onClose();
    onChanged();
  };
  const remove = async () => {
    if (!schedule || !(await save.run(() => api.broadcast.removeSchedule(schedule.id)))) return;
    tell(format.text('broadcast.scheduleRemoved', { name: schedule.name }));
    onClose();
    onChanged();
  };
  return (
    <Panel title={schedule ? schedule.name : format.text('broadcast.newSchedule')}>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)} data-testid="schedule-form">
        <Faulty fault={save.faultOf('name')}>
          <TextField
            label={format.text('broadcast.name')}
            value={fields.name}
            maxLength={100}
            data-testid="schedule-name"
            onChange={(event) => set({ name: event.target.value })}
          />
        </Faulty>
        <SoundFields fields={fields} names={names} save={save} onChange={set} />
        <div className={styles.pair}>
          <SelectField
            label={format.text('broadcast.when')}
            value={fields.repeat}
            onChange={(event) => set({ repeat: event.target.value as Repeat['kind'] })}
          >
            {REPEATS.map((repeat) => (
              <option key={repeat} value={repeat}>
                {format.text(`broadcast.repeat.${repeat}`)}
              </option>
            ))}
          </SelectField>
          <Faulty fault={save.faultOf(fields.repeat === 'once' ? 'repeat.at' : 'repeat.time')}>
            <TextField
              label={format.text('broadcast.time')}
              type={fields.repeat === 'once' ? 'datetime-local' : 'text'}
              value={fields.repeat === 'once' ? fields.at : fields.time}
              onChange={(event) =>
                set(fields.repeat === 'once' ? { at: event.target.value } : { time: event.target.value })
              }
            />
          </Faulty>
        </div>
        {fields.repeat === 'weekly' && (
          <Faulty fault={save.faultOf('repeat.days')}>
            <WeekdayField days={fields.days} onChange={(days) => set({ days })} />
          </Faulty>
        )}
        <Faulty fault={save.faultOf('places')}>
          <PlaceChoice places={places} chosen={fields.places} onChange={(chosen) => set({ places: chosen })} />
        </Faulty>
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={fields.enabled}
            onChange={(event) => set({ enabled: event.target.checked })}
          />
          {format.text('broadcast.enabled')}
        </label>
        <SaveTold save={save} onReload={onChanged} />
        <div className={styles.acts}>
          <Button look="action" type="submit" disabled={save.busy} data-testid="schedule-save">
            {format.text('settings.save')}
          </Button>
          <Button onClick={onClose}>{format.text('shell.cancel')}</Button>
          <span className={styles.grow} />
          {schedule && (
            <Button
              look="quiet"
              disabled={save.busy}
              onClick={() => (sure ? void remove() : setSure(true))}
              onBlur={() => setSure(false)}
            >
              {format.text(sure ? 'settings.removeSure' : 'settings.remove')}
            </Button>
          )}
        </div>
      </form>
    </Panel>
  );
}
