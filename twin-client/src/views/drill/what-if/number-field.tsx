import { TextField } from '../../../kit/text-field.tsx';

/** A number within bounds; what is out of bounds is not taken. */
export function NumberField({
  label,
  value,
  least,
  most,
  onChange,
  testId,
}: {
  label: string;
  value: number;
  least: number;
  most: number;
  onChange(value: number): void;
  testId: string;
}) {
  return (
    <TextField
      label={label}
      type="number"
      min={least}
      max={most}
      defaultValue={value}
      data-testid={testId}
      onChange={({ target: { valueAsNumber: typed } }) => {
        if (typed >= least && typed <= most) onChange(typed);
      }}
    />
  );
}
