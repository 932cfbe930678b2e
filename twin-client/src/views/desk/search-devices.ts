import type { Device, TwinState } from 'twin-core';
import type { BuildingView } from '../../state/site-view.ts';
import type { Selection } from './selection.ts';

/** One thing a search found. */
export interface Found {
  readonly key: string;
  readonly name: string;
  readonly code: string;
  readonly selection: Selection;
}

/**
 * Buildings and devices whose code or name holds every word of the query; a code that begins with it comes first.
 * Returns at most `limit` of them and how many there are in all.
 */
export function searchEstate(
  state: Readonly<TwinState>,
  buildings: readonly BuildingView[],
  query: string,
  limit: number,
): { found: readonly Found[]; total: number } {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return { found: [], total: 0 };
  const matches = (code: string, name: string) => {
    const text = `${code} ${name}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  const first: Found[] = [];
  const rest: Found[] = [];
  const put = (found: Found) => (found.code.toLowerCase().startsWith(words[0]!) ? first : rest).push(found);
  for (const { code, name } of buildings) {
    if (matches(code, name))
      put({ key: `building ${code}`, name, code, selection: { kind: 'building', code, storey: null } });
  }
  for (const device of state.devices) {
    if (device && matches(device.code, device.name)) put(foundDevice(device));
  }
  const all = [...first, ...rest];
  return { found: all.slice(0, limit), total: all.length };
}

function foundDevice({ code, name }: Device): Found {
  return { key: `device ${code}`, name, code, selection: { kind: 'device', code } };
}
