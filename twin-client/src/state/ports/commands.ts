import type { CommandArgs } from 'twin-core';
import type { CommandOutcome, CommandRecord } from '../records/device-command.ts';

/** What views may tell devices, and what they were told. Every method rejects with a Problem. */
export interface CommandsPort {
  /** Answers when the device has, or did not in time. confirmed: a second step was taken, where the command asks for it. */
  give(device: string, command: string, args: CommandArgs, confirmed: boolean): Promise<CommandOutcome>;
  /** The last ones, the newest first; `more` where there are others before them. */
  last(
    device: string,
    limit: number,
    signal?: AbortSignal,
  ): Promise<{ readonly items: readonly CommandRecord[]; readonly more: boolean }>;
}
