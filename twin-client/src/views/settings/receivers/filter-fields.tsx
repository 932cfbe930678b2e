import type { Priority } from 'twin-core';
import { useCenter, useSite } from '../../../kit/center-context.ts';
import { useFormat } from '../../../kit/format-context.tsx';
import styles from '../settings.module.css';
import type { ReceiverFields } from './receiver-fields.ts';

const PRIORITIES: readonly Priority[] = [1, 2, 3, 4];

/** Of which alarms a receiver is told: nothing chosen is every one. */
export function FilterFields({
  fields,
  onChange,
}: {
  fields: ReceiverFields;
  onChange(change: Partial<ReceiverFields>): void;
}) {
  const { store } = useCenter();
  const { buildings } = useSite();
  const format = useFormat();
  return (
    <>
      <Several
        title={format.text('receivers.priorities')}
        options={PRIORITIES.map((value) => ({ value, label: format.text(`priority.${value}`) }))}
        chosen={fields.priorities}
        onChange={(priorities) => onChange({ priorities })}
      />
      <Several
        title={format.text('receivers.facilities')}
        options={store.catalogue.facilities.map(({ id, label }) => ({ value: id, label: format.label(label) }))}
        chosen={fields.facilities}
        onChange={(facilities) => onChange({ facilities })}
      />
      <Several
        title={format.text('receivers.buildings')}
        options={buildings.map(({ code, name }) => ({ value: code, label: name }))}
        chosen={fields.buildings}
        onChange={(codes) => onChange({ buildings: codes })}
      />
    </>
  );
}

/** Some of many, folded to what is chosen until they are opened. */
function Several<T extends string | number>({
  title,
  options,
  chosen,
  onChange,
}: {
  title: string;
  options: readonly { readonly value: T; readonly label: string }[];
  chosen: readonly T[];
  onChange(chosen: T[]): void;
}) {
  const format = useFormat();
  const names = options.filter(({ value }) => chosen.includes(value)).map(({ label }) => label);
  return (
    <details className={styles.several}>
      <summary>
        <span>{title}</span>
        <b>{names.length > 0 ? names.join(format.text('settings.listed')) : format.text('receivers.all')}</b>
      </summary>
      <div className={styles.choices}>
        {options.map(({ value, label }) => (
          <label key={value} className={styles.check}>
            <input
              type="checkbox"
              checked={chosen.includes(value)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
              }
            />
            {label}
          </label>
        ))}
      </div>
    </details>
  );
}
