import { AssetState, type DeviceState } from 'twin-core';
import { DEVICE_STATES } from '../../state/health.ts';

/** What the desk is looking at. */
export type Selection =
  | { readonly kind: 'device'; readonly code: string }
  | { readonly kind: 'alarm'; readonly id: string }
  /** space: GlobalId of an IfcSpace, such as a home; element: GlobalId of any other element. */
  | {
      readonly kind: 'building';
      readonly code: string;
      readonly storey: string | null;
      readonly space?: string;
      readonly element?: string;
    }
  | { readonly kind: 'zone'; readonly code: string }
  /** A feature of a layer of geographic information, or such a layer itself. */
  | { readonly kind: 'feature'; readonly layer: string; readonly id: string }
  | { readonly kind: 'layer'; readonly code: string }
  | DeviceFilter;

/** Devices as a list: by any of state, facility or a kind of it, building or a storey of it, and state as an asset; all of them without any. */
export interface DeviceFilter {
  readonly kind: 'list';
  readonly state?: DeviceState | undefined;
  readonly facility?: string | undefined;
  readonly deviceKind?: string | undefined;
  readonly building?: string | undefined;
  /** Its name. */
  readonly storey?: string | undefined;
  readonly asset?: AssetState | undefined;
}

/** The rooms the middle of the desk can show. */
export type View = 'scene' | 'map' | 'interior';

/** What an address of the desk says. */
export interface DeskAddress {
  readonly selection: Selection | null;
  readonly view: View;
}

/** Reads a query such as `?device=FA-05-17-03` or `?building=B05&storey=17F&view=interior`. What it does not know is left out. */
export function readAddress(query: string): DeskAddress {
  const params = new URLSearchParams(query);
  const view = params.get('view');
  return { selection: readSelection(params), view: view === 'map' || view === 'interior' ? view : 'scene' };
}

function readSelection(params: URLSearchParams): Selection | null {
  const alarm = params.get('alarm');
  if (alarm) return { kind: 'alarm', id: alarm };
  const device = params.get('device');
  if (device) return { kind: 'device', code: device };
  const building = params.get('building');
  if (building) {
    const [space, element] = [params.get('space'), params.get('element')];
    const inside = { ...(space ? { space } : {}), ...(element ? { element } : {}) };
    return { kind: 'building', code: building, storey: params.get('storey'), ...inside };
  }
  const zone = params.get('zone');
  if (zone) return { kind: 'zone', code: zone };
  const feature = /^([^/]+)\/(.+)$/s.exec(params.get('feature') ?? '');
  if (feature) return { kind: 'feature', layer: feature[1]!, id: feature[2]! };
  const layer = params.get('layer');
  if (layer) return { kind: 'layer', code: layer };
  return readFilter(params);
}

/** The filter of a list; null where the address names none. */
function readFilter(params: URLSearchParams): DeviceFilter | null {
  const state = DEVICE_STATES.find((name) => name === params.get('state'));
  const asset = AssetState.options.find((name) => name === params.get('asset'));
  const [facility, building] = [params.get('facility'), params.get('at')];
  const [deviceKind, storey] = [facility && params.get('kind'), building && params.get('storey')];
  if (!state && !facility && !building && !asset && !params.has('list')) return null;
  return {
    kind: 'list',
    ...(state && { state }),
    ...(facility && { facility }),
    ...(deviceKind && { deviceKind }),
    ...(building && { building }),
    ...(storey && { storey }),
    ...(asset && { asset }),
  };
}

/** Pixels of the scene for one of the screen, each way: `?scale=0.5` draws a quarter of them, for a machine without a GPU. 1 where not told. */
export function readScale(query: string): number {
  const scale = Number(new URLSearchParams(query).get('scale'));
  return scale >= 0.25 && scale <= 2 ? scale : 1;
}

/** The address of what a desk shows: the inverse of readAddress. `page`: where that desk is, with a query where it has one of its own. */
export function writeAddress({ selection, view }: DeskAddress, page = '/desk'): string {
  const [path, own] = page.split('?');
  const params = new URLSearchParams(own);
  switch (selection?.kind) {
    case 'alarm':
      params.set('alarm', selection.id);
      break;
    case 'device':
      params.set('device', selection.code);
      break;
    case 'building':
      params.set('building', selection.code);
      if (selection.storey !== null) params.set('storey', selection.storey);
      if (selection.space) params.set('space', selection.space);
      if (selection.element) params.set('element', selection.element);
      break;
    case 'zone':
      params.set('zone', selection.code);
      break;
    case 'feature':
      params.set('feature', `${selection.layer}/${selection.id}`);
      break;
    case 'layer':
      params.set('layer', selection.code);
      break;
    case 'list':
      for (const [key, value] of filterParams(selection)) if (value) params.set(key, value);
      if (!filterParams(selection).some(([, value]) => value)) params.set('list', 'all');
      break;
  }
  if (view !== 'scene') params.set('view', view);
  const query = params.toString();
  return query ? `${path}?${query}` : path!;
}

function filterParams({ facility, deviceKind, building, storey, state, asset }: DeviceFilter) {
  return [
    ['facility', facility],
    ['kind', deviceKind],
    ['at', building],
    ['storey', storey],
    ['state', state],
    ['asset', asset],
  ] as const;
}
