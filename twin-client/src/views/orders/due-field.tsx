import { useFormat } from '../../kit/format-context.tsx';
import { SelectField } from '../../kit/text-field.tsx';

const HOUR_MS = 3_600_000;
const HOURS = [2, 8, 24, 72, 168] as const;

/** The time from now that an order is to be done in, as the field has it: hours, '' for any time. */
export type DueIn = `${number}` | '';

/** The instant that it comes to, ISO 8601; null for any time. `now` is epoch ms. */
export function dueAtOf(dueIn: DueIn, now: number): string | null {
  return dueIn === '' ? null : new Date(now + Number(dueIn) * HOUR_MS).toISOString();
}

/** In how long something is to be done. */
export function DueField({ value, onChange }: { value: DueIn; onChange(value: DueIn): void }) {
  const format = useFormat();
  const words = (hours: number) =>
    hours < 24 ? format.text('order.inHours', { count: hours }) : format.text('order.inDays', { count: hours / 24 });
  return (
    <SelectField
      label={format.text('order.dueIn')}
      value={value}
      onChange={({ target }) => onChange(target.value as DueIn)}
      data-testid="order-due"
    >
      <option value="">{format.text('order.anyTime')}</option>
      {HOURS.map((hours) => (
        <option key={hours} value={hours}>
          {words(hours)}
        </option>
      ))}
    </SelectField>
  );
}
