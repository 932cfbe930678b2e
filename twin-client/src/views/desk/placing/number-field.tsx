import { useState } from 'react';
import { TextField } from '../../../kit/text-field.tsx';

export interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly decimals: number;
  readonly step: number;
  readonly min?: number;
  readonly max?: number;
  readonly 'data-testid'?: string;
  onValue(value: number): void;
}

/** A number that can be typed while others change it: what is typed stands until the field is left. */
export function NumberField({ label, value, decimals, step, min, max, onValue, ...rest }: NumberFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? value.toFixed(decimals);
  const take = (text: string) => {
    setDraft(text);
    const typed = Number(text);
    const fits = text.trim() !== '' && Number.isFinite(typed) && typed >= (min ?? typed) && typed <= (max ?? typed);
    if (fits) onValue(typed);
  };
  return (
    <TextField
      label={label}
      type="number"
      inputMode="decimal"
      step={step}
      min={min}
      max={max}
      value={shown}
      onChange={(event) => take(event.target.value)}
      onBlur={() => setDraft(null)}
      {...rest}
    />
  );
}
