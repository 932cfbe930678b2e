import { type CommandArgs, type CommandArgument, commandFault, type DeviceCommand } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';

/** What stands in the fields of a command, by argument. */
export type ArgDrafts = Readonly<Record<string, string>>;

/** The fields as they stand first: the first choice where one must be made. */
export function firstDrafts({ args = {} }: DeviceCommand): ArgDrafts {
  return Object.fromEntries(
    Object.entries(args).map(([name, argument]) => [
      name,
      argument.type === 'choice' && !argument.optional ? (argument.choices[0]?.name ?? '') : '',
    ]),
  );
}

/** The arguments that the fields say; null while they are not as declared. */
export function readArgs(command: DeviceCommand, drafts: ArgDrafts): CommandArgs | null {
  const given: Record<string, string | number> = {};
  for (const [name, argument] of Object.entries(command.args ?? {})) {
    const draft = drafts[name]?.trim() ?? '';
    if (draft !== '') given[name] = argument.type === 'number' ? Number(draft) : draft;
  }
  return commandFault(command, given) ? null : given;
}

/** The name of an argument's field with what it takes. */
export function argLabel(format: Format, argument: CommandArgument): string {
  const label = format.label(argument.label);
  const told = argument.optional ? format.text('commands.optional', { label }) : label;
  if (argument.type !== 'number') return told;
  const [min, max] = argument.range;
  return format.text('commands.range', { label: told, min, max, unit: argument.unit ? ` ${argument.unit}` : '' });
}

/** Arguments in words: the names of choices, numbers with their unit. '' for none. */
export function argWords(format: Format, command: DeviceCommand | undefined, args: CommandArgs): string {
  return Object.entries(args)
    .map(([name, value]) => {
      const argument = command?.args?.[name];
      const choice = argument?.type === 'choice' ? argument.choices.find((one) => one.name === value) : undefined;
      const unit = argument?.type === 'number' && argument.unit ? ` ${argument.unit}` : '';
      return `${argument ? format.label(argument.label) : name} ${choice ? format.label(choice.label) : value}${unit}`;
    })
    .join(', ');
}
