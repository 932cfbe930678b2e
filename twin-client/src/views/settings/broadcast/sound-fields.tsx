import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextArea, TextField } from '../../../kit/text-field.tsx';
import { Faulty } from '../save-parts.tsx';
import styles from '../settings.module.css';
import type { Save } from '../use-save.ts';
import type { ScheduleFields } from './schedule-fields.ts';
import type { SoundNames } from './sound-words.ts';
import { SPOKEN_LEVELS, type SpokenLevel } from './speak-sound.ts';

/** What a schedule plays: a text, a programme of radio or computer, a recording where there are any. */
export function SoundFields({
  fields,
  names: { words, recordings },
  save,
  onChange,
}: {
  fields: ScheduleFields;
  names: SoundNames;
  save: Save;
  onChange(change: Partial<ScheduleFields>): void;
}) {
  const format = useFormat();
  const { sound } = fields;
  const kinds =
    recordings.length > 0 || sound === 'file'
      ? (['text', 'programme', 'file'] as const)
      : (['text', 'programme'] as const);
  return (
    <>
      <div className={styles.pair}>
        <SelectField
          label={format.text('broadcast.sound')}
          value={sound}
          data-testid="schedule-sound"
          onChange={(event) => onChange({ sound: event.target.value as ScheduleFields['sound'] })}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {format.text(`broadcast.sound.${kind}`)}
            </option>
          ))}
        </SelectField>
        {sound === 'text' ? (
          <SelectField
            label={format.text('broadcast.level')}
            value={fields.level}
            onChange={(event) => onChange({ level: event.target.value as SpokenLevel })}
          >
            {SPOKEN_LEVELS.map((level) => (
              <option key={level} value={level}>
                {format.text(`level.${level}`)}
              </option>
            ))}
          </SelectField>
        ) : (
          <SelectField
            label={format.text('broadcast.programme')}
            value={fields.programme}
            onChange={(event) => onChange({ programme: event.target.value })}
          >
            {words.programmes.map(({ id, label }) => (
              <option key={id} value={id}>
                {format.label(label)}
              </option>
            ))}
          </SelectField>
        )}
      </div>
      {sound === 'text' && (
        <Faulty fault={save.faultOf('sound.text')}>
          <TextArea
            label={format.text('broadcast.text')}
            rows={2}
            value={fields.text}
            maxLength={500}
            data-testid="schedule-text"
            onChange={(event) => onChange({ text: event.target.value })}
          />
        </Faulty>
      )}
      {sound === 'file' && (
        <Faulty fault={save.faultOf('sound.file')}>
          <SelectField
            label={format.text('broadcast.file')}
            value={fields.file}
            data-testid="schedule-file"
            onChange={(event) => onChange({ file: event.target.value })}
          >
            <option value="">{format.text('rules.choose')}</option>
            {recordings.map(({ id, name, durationMs }) => (
              <option key={id} value={id}>
                {`${name} \u00b7 ${format.duration(durationMs)}`}
              </option>
            ))}
          </SelectField>
        </Faulty>
      )}
      {sound === 'programme' && (
        <div className={styles.pair}>
          <SelectField
            label={format.text('broadcast.source')}
            value={fields.source}
            onChange={(event) => onChange({ source: event.target.value as ScheduleFields['source'] })}
          >
            {words.sources
              .filter(({ id }) => id !== 'microphone')
              .map(({ id, label }) => (
                <option key={id} value={id}>
                  {format.label(label)}
                </option>
              ))}
          </SelectField>
          <Faulty fault={save.faultOf('sound.name')}>
            <TextField
              label={format.text('broadcast.station')}
              value={fields.station}
              maxLength={100}
              onChange={(event) => onChange({ station: event.target.value })}
            />
          </Faulty>
          <Faulty fault={save.faultOf('minutes')}>
            <TextField
              label={format.text('broadcast.minutes')}
              inputMode="numeric"
              value={fields.minutes}
              onChange={(event) => onChange({ minutes: event.target.value })}
            />
          </Faulty>
        </div>
      )}
    </>
  );
}
