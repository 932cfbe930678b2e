import type { ChargingPort } from '../../state/ports/charging.ts';
import { ChargingSessionsReply } from '../../state/records/charging-session.ts';
import { ask } from '../http.ts';
import type { Address } from './address.ts';

/** Charging sessions (7.2.11-3). */
export function chargingPort(at: Address): ChargingPort {
  return {
    sessions: async (device, signal) =>
      (await ask(at(`/devices/${encodeURIComponent(device)}/charging-sessions`), ChargingSessionsReply, { signal }))
        .items,
  };
}
