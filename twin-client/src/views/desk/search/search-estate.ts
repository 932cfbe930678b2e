import type { Device, TwinState } from 'twin-core';
import type { BuildingView } from '../../../state/site-view.ts';
import type { Found, FoundGroup } from './found.ts';
import { buildingNumber } from './query-place.ts';

/**
 * Buildings and devices whose code or name holds every word of the query; what begins with it comes first. A building is
 * found by its number too. Returns at most so many of each kind and how many there are besides.
 */
export function searchEstate(
  state: Readonly<TwinState>,
  buildings: readonly BuildingView[],
  query: string,
  limits: { readonly buildings: number; readonly devices: number },
): readonly FoundGroup[] {
  const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return [];
  const matches = (code: string, name: string) => {
    const text = `${code} ${name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const numbered = (name: string) => words.length === 1 && buildingNumber(name) === words[0];
  const foundBuildings = buildings
    .filter(({ code, name }) => matches(code, name) || numbered(name))
    .map(({ code, name }): Found => {
      return { key: `building/${code}`, name, detail: code, selection: { kind: 'building', code, storey: null } };
    });
  const foundDevices = state.devices
    .filter((device): device is Device => device !== undefined && matches(device.code, device.name))
    .map(({ code, name }): Found => {
      return { key: `device/${code}`, name, detail: code, selection: { kind: 'device', code } };
    });
  const first = words[0]!;
  const rank = ({ name, detail }: Found) =>
    name.toLowerCase() === first || detail.toLowerCase() === first || buildingNumber(name) === first
      ? 0
      : name.toLowerCase().startsWith(first) || detail.toLowerCase().startsWith(first)
        ? 1
        : 2;
  const group = (kind: 'buildings' | 'devices', found: Found[]): FoundGroup => {
    const shown = found.sort((a, b) => rank(a) - rank(b)).slice(0, limits[kind]);
    return { kind, found: shown, more: found.length - shown.length };
  };
  return [group('buildings', foundBuildings), group('devices', foundDevices)].filter(({ found }) => found.length > 0);
}
