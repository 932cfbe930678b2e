import type { Format } from '../../../kit/i18n/format.ts';
import type { Api } from '../../../state/api.ts';
import type { LayerBoard } from '../../../state/layers/layer-board.ts';
import { placeName } from '../../../state/place-name.ts';
import type { House } from '../../../state/records/house.ts';
import type { NamedReply } from '../../../state/records/named.ts';
import type { SiteView } from '../../../state/site-view.ts';
import type { Found, FoundGroup, FoundKind } from './found.ts';
import { buildingNumber, isInitials, readBuildingFirst, readHomeAddress } from './query-place.ts';

/** What of a search the server is asked for, and in which words it is told. */
export interface ModelSearch {
  readonly api: Api;
  readonly layers: LayerBoard;
  readonly site: SiteView;
  readonly format: Format;
  /** Whether this is the code of a device of the registry. */
  readonly isDevice: (code: string) => boolean;
  /** At most so many of each kind. */
  readonly limits: Readonly<Record<FoundKind, number>>;
}

/** A home that was found: its storey is only known once its space is asked for. */
export interface FoundHome extends Found {
  readonly home: House;
}

/** What is not asked for. */
const NOTHING: NamedReply = { items: [], next: null };

/** Buildings and devices by pinyin initials, storeys, homes, spaces and elements of the models, and features of the layers, that a query finds. A query may begin with a building: "B05 17F". */
export async function askModels(
  { api, layers, site, format, isDevice, limits }: ModelSearch,
  query: string,
  signal: AbortSignal,
): Promise<readonly FoundGroup[]> {
  const place = readBuildingFirst(query, site.buildings);
  const words = place ? { building: place.building, q: place.rest } : { q: query };
  const initials = isInitials(query) ? query.toLowerCase() : null;
  const [buildings, devices, storeys, homes, spaces, elements, features] = await Promise.all([
    initials === null ? NOTHING : api.registry.buildings(initials, limits.buildings, signal),
    initials === null ? NOTHING : api.registry.devices(initials, limits.devices, signal),
    api.models.storeys({ ...words, limit: limits.storeys }, signal),
    askHomes(api, site, query, limits.homes, signal),
    api.models.spaces({ ...words, limit: limits.spaces }, signal),
    api.models.elements({ ...words, limit: limits.elements }, signal),
    api.layers.search(query, limits.features, signal),
  ]);
  const placed = (building: string, storey: string | null) => placeName(site, { building, storey, zone: null });
  const groups: FoundGroup[] = [
    group('buildings', buildings.next, buildings.items, ({ code, name }) => ({
      key: `building/${code}`,
      name,
      detail: code,
      selection: { kind: 'building', code, storey: null },
    })),
    group('devices', devices.next, devices.items, ({ code, name }) => ({
      key: `device/${code}`,
      name,
      detail: code,
      selection: { kind: 'device', code },
    })),
    group('storeys', storeys.next, storeys.items, ({ building, globalId, name }) => ({
      key: `storey/${building}/${globalId}`,
      name: placed(building, name),
      detail: '',
      selection: { kind: 'building', code: building, storey: name },
    })),
    group('homes', homes.next, homes.items, (home): FoundHome => {
      const { code, building, unitNumber: unit, roomNumber: room } = home;
      return {
        key: `home/${code}`,
        name: format.text('search.home', { building: placed(building, null), unit, room }),
        detail: code,
        selection: { kind: 'building', code: building, storey: null },
        home,
      };
    }),
    group(
      'spaces',
      spaces.next,
      // A home is listed as what people know it by.
      spaces.items.filter(({ house }) => house === null),
      ({ building, globalId, name, longName, storey }) => ({
        key: `space/${building}/${globalId}`,
        name: longName && longName !== name ? `${name} ${longName}` : name,
        detail: placed(building, storey),
        selection: { kind: 'building', code: building, storey, space: globalId },
      }),
    ),
    group(
      'elements',
      elements.next,
      // A device is listed as what stands behind it.
      elements.items.filter(({ tag }) => tag === null || !isDevice(tag)),
      ({ building, globalId, name, tag, type, ifcClass, storey, space }) => ({
        key: `element/${building}/${globalId}`,
        name: name || tag || globalId,
        detail: [placed(building, storey), space].filter(Boolean).join(' '),
        note: [ifcClass, type, tag, globalId].filter(Boolean).join(' · '),
        selection: { kind: 'building', code: building, storey, element: globalId },
      }),
    ),
    group('features', features.next, features.items, ({ layer, id, name }) => {
      const record = layers.layer(layer)?.record;
      return {
        key: `feature/${layer}/${id}`,
        name: name ?? id,
        detail: record ? format.label(record.name) : layer,
        selection: { kind: 'feature', layer, id },
      };
    }),
  ];
  return groups.filter(({ found, more }) => found.length > 0 || more !== 0);
}

function group<T>(kind: FoundKind, next: string | null, items: readonly T[], found: (item: T) => Found): FoundGroup {
  return { kind, found: items.map(found), more: next === null ? 0 : 'some' };
}

/** Homes by an address such as 5-1-1702, else by the words of code, building and address. */
async function askHomes(api: Api, site: SiteView, query: string, limit: number, signal: AbortSignal) {
  const address = readHomeAddress(query);
  if (!address) return api.models.homes({ q: query, limit }, signal);
  const { block, unit, room } = address;
  const building = site.buildings.find(({ name }) => buildingNumber(name) === block)?.code;
  // Quoted: a dash before a word would leave out what holds it.
  const q = unit === null ? `"-${room}"` : `"-${unit}-${room}"`;
  const { items, next } = await api.models.homes({ q, ...(building && { building }), limit: limit * 4 }, signal);
  const exact = items.filter(
    (home) =>
      home.roomNumber === room &&
      (unit === null || home.unitNumber === unit) &&
      (building !== undefined || home.blockNumber === block),
  );
  return { items: exact.slice(0, limit), next: exact.length > limit ? next : null };
}
