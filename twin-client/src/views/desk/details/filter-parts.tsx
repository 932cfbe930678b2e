import { useFormat } from '../../../kit/format-context.tsx';
import styles from './device-list.module.css';

interface ChipsProps<T extends string> {
  readonly label: string;
  readonly chips: readonly { readonly value: T; readonly word: string; readonly count: number }[];
  readonly chosen: T | undefined;
  onChoose(value: T | undefined): void;
}

/** What can be chosen, each with how many there are; the chosen one is given up by another click. */
export function FilterChips<T extends string>({ label, chips, chosen, onChoose }: ChipsProps<T>) {
  const format = useFormat();
  return (
    <fieldset className={styles.chips} aria-label={label}>
      {chips.map(({ value, word, count }) => (
        <button
          key={value}
          type="button"
          aria-pressed={value === chosen}
          data-chip={value}
          onClick={() => onChoose(value === chosen ? undefined : value)}
        >
          {word} <small>{format.number(count)}</small>
        </button>
      ))}
    </fieldset>
  );
}

interface SelectProps<T extends string> {
  readonly label: string;
  /** What it says where nothing is chosen. */
  readonly all: string;
  readonly options: readonly { readonly value: T; readonly word: string }[];
  readonly chosen: T | undefined;
  readonly testId: string;
  onChoose(value: T | undefined): void;
}

/** One of many, or all of them. */
export function FilterSelect<T extends string>({ label, all, options, chosen, testId, onChoose }: SelectProps<T>) {
  return (
    <select
      aria-label={label}
      value={chosen ?? ''}
      data-testid={testId}
      onChange={({ target }) => onChoose(options.find(({ value }) => value === target.value)?.value)}
    >
      <option value="">{all}</option>
      {options.map(({ value, word }) => (
        <option key={value} value={value}>
          {word}
        </option>
      ))}
    </select>
  );
}
