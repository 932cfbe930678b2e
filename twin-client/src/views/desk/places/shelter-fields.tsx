import { z } from 'zod';
import { useFormat } from '../../../kit/format-context.tsx';
import { TextArea, TextField } from '../../../kit/text-field.tsx';
import styles from './places.module.css';

/** One thing that is kept at a shelter (clause 5.8.8-2). */
export interface Supply {
  readonly name: string;
  readonly quantity: number;
  readonly unit: string;
  /** ISO 8601 date; null does not expire. */
  readonly expiresAt: string | null;
}

const Supplies = z.array(
  z.object({
    name: z.string(),
    quantity: z.number(),
    unit: z.string(),
    expiresAt: z.string().nullable().default(null),
  }),
);

/** Supplies as they are typed: a line each, name, quantity, unit and date of expiry parted by commas. */
export function suppliesText(supplies: unknown): string {
  const read = Supplies.safeParse(supplies);
  if (!read.success) return '';
  return read.data
    .map(({ name, quantity, unit, expiresAt }) =>
      [name, quantity, unit, expiresAt].filter((part) => part !== null).join(', '),
    )
    .join('\n');
}

/** Typed supplies; the number of the first line that is not understood. */
export function readSupplies(text: string): readonly Supply[] | number {
  const supplies: Supply[] = [];
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [name = '', amount = '', unit = '', expiresAt = ''] = line.split(/[,\uFF0C]/).map((part) => part.trim());
    const quantity = Number(amount);
    const dated = expiresAt === '' || !Number.isNaN(Date.parse(expiresAt));
    if (name === '' || amount === '' || !(quantity >= 0) || !dated) return at + 1;
    supplies.push({ name, quantity, unit, expiresAt: expiresAt || null });
  }
  return supplies;
}

/** What is recorded of an emergency shelter. */
export function ShelterFields({
  capacity,
  manager,
  supplies,
  onCapacity,
  onManager,
  onSupplies,
}: {
  capacity: string;
  manager: string;
  supplies: string;
  onCapacity(value: string): void;
  onManager(value: string): void;
  onSupplies(value: string): void;
}) {
  const format = useFormat();
  return (
    <>
      <div className={styles.pair}>
        <TextField
          label={format.text('places.capacity')}
          inputMode="numeric"
          value={capacity}
          onChange={(event) => onCapacity(event.target.value)}
        />
        <TextField
          label={format.text('places.manager')}
          value={manager}
          onChange={(event) => onManager(event.target.value)}
        />
      </div>
      <TextArea
        label={format.text('places.supplies')}
        rows={3}
        value={supplies}
        placeholder={format.text('places.suppliesHint')}
        onChange={(event) => onSupplies(event.target.value)}
      />
    </>
  );
}
