import { OrganisationRecord } from 'twin-core';
import { z } from 'zod';
import type { AssetsPort } from '../../state/ports/assets.ts';
import { AssetLedger, AssetStates } from '../../state/records/asset-ledger.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

const Organisations = z.object({ items: z.array(OrganisationRecord) });

/** The ledger of devices (8.2.1-3), and whose they are (8.2.1-2). */
export function assetsPort(at: Address): AssetsPort {
  const path = (device: string) => at(`/devices/${encodeURIComponent(device)}/ledger`);
  return {
    async states(signal) {
      const { items } = await ask(at('/asset-states'), AssetStates, { signal });
      return new Map(items.map(({ device, state }) => [device, state]));
    },
    ledger: (device, signal) => ask(path(device), AssetLedger, { signal }),
    async enter(device, line) {
      await send(path(device), { method: 'POST', body: line });
    },
    async setRights({ scope, code, ...body }) {
      await send(at(`/asset-rights/${scope}/${encodeURIComponent(code)}`), { method: 'PUT', body });
    },
    async dropRights({ scope, code }) {
      await send(at(`/asset-rights/${scope}/${encodeURIComponent(code)}`), { method: 'DELETE' });
    },
    organisations: async (signal) => (await ask(at('/organisations'), Organisations, { signal })).items,
  };
}
