import type { CommandArgument } from 'twin-core';
import { useFormat } from '../../../kit/format-context.tsx';
import { SelectField, TextField } from '../../../kit/text-field.tsx';
import { argLabel } from './command-args.ts';

/** The field of one argument of a command. */
export function ArgField({
  argument,
  value,
  onChange,
}: {
  argument: CommandArgument;
  value: string;
  onChange(value: string): void;
}) {
  const format = useFormat();
  const label = argLabel(format, argument);
  const required = !argument.optional;
  switch (argument.type) {
    case 'number': {
      const [min, max] = argument.range;
      return (
        <TextField
          label={label}
          type="number"
          step="any"
          min={min}
          max={max}
          required={required}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    }
    case 'text':
      return (
        <TextField
          label={label}
          maxLength={argument.maxLength}
          required={required}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    case 'choice':
      return (
        <SelectField label={label} value={value} onChange={(event) => onChange(event.target.value)}>
          {argument.optional && <option value="">{format.text('commands.unset')}</option>}
          {argument.choices.map((choice) => (
            <option key={choice.name} value={choice.name}>
              {format.label(choice.label)}
            </option>
          ))}
        </SelectField>
      );
  }
}
