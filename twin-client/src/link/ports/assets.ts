import type { AssetsPort } from '../../state/ports/assets.ts';
import { AssetLedger, AssetStates } from '../../state/records/asset-ledger.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

/** The ledger of devices (8.2.1-3). */
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
  };
}
