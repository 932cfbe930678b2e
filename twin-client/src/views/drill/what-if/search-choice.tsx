import { useState } from 'react';
import { Button } from '../../../kit/button.tsx';
import { useFormat } from '../../../kit/format-context.tsx';
import { TextField } from '../../../kit/text-field.tsx';
import styles from './what-if.module.css';

/** One of many that can be looked for. */
export interface Findable {
  readonly value: string;
  readonly label: string;
  /** What is looked for besides the label, such as a code. */
  readonly more?: string;
}

/** So many are proposed. */
const PROPOSED = 6;

/** One of many, by what is typed of it. */
export function SearchChoice({
  label,
  options,
  value,
  onChoose,
  testId,
}: {
  label: string;
  options: readonly Findable[];
  value: string | null;
  onChoose(value: string | null): void;
  testId: string;
}) {
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const chosen = options.find((option) => option.value === value);
  if (chosen)
    return (
      <div className={styles.chosen} data-testid={testId}>
        <span>{label}</span>
        <strong>{chosen.label}</strong>
        <Button look="quiet" onClick={() => onChoose(null)}>
          {format.text('whatIf.other')}
        </Button>
      </div>
    );
  const words = typed.trim().toLowerCase();
  const found = options.filter((option) => `${option.label} ${option.more ?? ''}`.toLowerCase().includes(words));
  return (
    <div className={styles.search}>
      <TextField
        label={label}
        value={typed}
        placeholder={format.text('whatIf.search')}
        onChange={({ target }) => setTyped(target.value)}
        data-testid={testId}
      />
      <ul>
        {found.slice(0, PROPOSED).map((option) => (
          <li key={option.value}>
            <button
              type="button"
              data-testid={`${testId}-option`}
              onClick={() => {
                setTyped('');
                onChoose(option.value);
              }}
            >
              {option.label}
              {option.more !== undefined && <small>{option.more}</small>}
            </button>
          </li>
        ))}
        {found.length === 0 && <li className={styles.none}>{format.text('whatIf.nothingFound')}</li>}
      </ul>
    </div>
  );
}
