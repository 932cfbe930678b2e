import { useCenter } from '../../kit/center-context.ts';
import { useFormat } from '../../kit/format-context.tsx';
import { SelectField } from '../../kit/text-field.tsx';
import { useLoaded } from '../../kit/use-loaded.ts';

/** Who does it: somebody who may do orders, or nobody yet (''). */
export function OwnerField({ value, onChange }: { value: string; onChange(owner: string): void }) {
  const { api } = useCenter();
  const format = useFormat();
  const { last: workers } = useLoaded('workers', (signal) => api.workOrders.workers(signal));
  return (
    <SelectField
      label={format.text('order.owner')}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      data-testid="order-owner"
    >
      <option value="">{format.text('order.nobody')}</option>
      {[...(workers ?? [])].map(([id, name]) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
