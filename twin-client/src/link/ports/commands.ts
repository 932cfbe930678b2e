import type { CommandsPort } from '../../state/ports/commands.ts';
import { CommandOutcome, CommandsReply } from '../../state/records/device-command.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Commands to devices (6.3.4). */
export function commandsPort(at: Address): CommandsPort {
  const of = (device: string) => `/devices/${encodeURIComponent(device)}/commands`;
  return {
    give: (device, command, args, confirmed) =>
      ask(at(of(device)), CommandOutcome, {
        method: 'POST',
        body: { command, args, ...(confirmed ? { confirm: true } : {}) },
      }),
    async last(device, limit, signal) {
      const { items, next } = await ask(at(of(device), { limit }), CommandsReply, { signal });
      return { items, more: next !== null };
    },
  };
}
