import type { Label } from './site.ts';

/** One argument of a command. */
export type CommandArgument = { readonly label: Label; readonly optional?: boolean } & (
  | { readonly type: 'number'; readonly range: readonly [min: number, max: number]; readonly unit?: string }
  | { readonly type: 'text'; readonly maxLength: number }
  | { readonly type: 'choice'; readonly choices: readonly { readonly name: string; readonly label: Label }[] }
);

/** Something a device of a kind can be told over `…/commands`, which it answers on `…/acks`. */
export interface DeviceCommand {
  readonly label: Label;
  readonly args?: Readonly<Record<string, CommandArgument>>;
  /** Asked twice at the desk: it acts on people or on property. */
  readonly confirm?: boolean;
}

export type CommandArgs = Readonly<Record<string, string | number>>;

/** What is wrong with the arguments, with the one it is about; null when they are as declared. */
export function commandFault(
  { args = {} }: DeviceCommand,
  given: Readonly<Record<string, unknown>>,
): { readonly argument: string; readonly expected: string } | null {
  for (const name of Object.keys(given))
    if (!Object.hasOwn(args, name)) return { argument: name, expected: 'no such argument' };
  for (const [name, argument] of Object.entries(args)) {
    const value = given[name];
    if (value === undefined || value === null) {
      if (argument.optional) continue;
      return { argument: name, expected: 'is missing' };
    }
    const expected = argumentFault(argument, value);
    if (expected) return { argument: name, expected };
  }
  return null;
}

function argumentFault(argument: CommandArgument, value: unknown): string | null {
  switch (argument.type) {
    case 'number': {
      const [min, max] = argument.range;
      return typeof value === 'number' && value >= min && value <= max
        ? null
        : `must be a number from ${min} to ${max}`;
    }
    case 'text': {
      const { maxLength } = argument;
      return typeof value === 'string' && value.length > 0 && value.length <= maxLength
        ? null
        : `must be a text of 1 to ${maxLength} characters`;
    }
    case 'choice': {
      const names = argument.choices.map(({ name }) => name);
      return typeof value === 'string' && names.includes(value) ? null : `must be one of ${names.join(', ')}`;
    }
  }
}
