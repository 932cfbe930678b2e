import type { Device } from 'twin-core';
import type { Format } from '../../../kit/i18n/format.ts';
import { placeName } from '../../../state/place-name.ts';
import type { Element, WithinReply } from '../../../state/records/element.ts';
import type { FeaturesWithin } from '../../../state/records/layer.ts';
import type { SiteView } from '../../../state/site-view.ts';
import { className } from '../model-tools/class-name.ts';
import type { Selection } from '../selection.ts';

/** One thing inside an area. */
export interface WithinRow {
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly building: string | null;
  readonly storey: string | null;
  /** What stands at the right of its name. */
  readonly detail: string;
  /** What opens it; a home's is found by its record. */
  readonly opens: Selection | { readonly kind: 'home'; readonly code: string };
}

/** Things of one kind: a device kind, an element class. */
export interface WithinKind {
  readonly key: string;
  readonly label: string;
  /** How many there are; as many as `rows` where nobody counts them by kind. */
  readonly count: number;
  readonly rows: readonly WithinRow[];
}

export const WITHIN_GROUPS = ['buildings', 'homes', 'devices', 'spaces', 'elements', 'features'] as const;

/** One of the lists of an area query, by kind where there are several. */
export interface WithinGroup {
  readonly group: (typeof WITHIN_GROUPS)[number];
  /** All there are, listed or not. */
  readonly count: number;
  readonly listed: number;
  readonly kinds: readonly WithinKind[];
}

/** What the rows of an answer are told with. */
export interface WithinWords {
  readonly site: SiteView;
  readonly format: Format;
  device(code: string): Device | undefined;
  kindLabel(deviceKind: string): string;
  layerName(layer: string): string;
}

/** The answers to an area query as they are listed: groups, those without anything left out. */
export function withinGroups(reply: WithinReply, found: FeaturesWithin, words: WithinWords): WithinGroup[] {
  const { buildings, homes, devices, spaces, elements } = reply;
  const groups: WithinGroup[] = [
    single(
      'buildings',
      buildings.length,
      buildings.map((one) => buildingRow(one, words)),
    ),
    single(
      'homes',
      homes.count,
      homes.items.map((one) => homeRow(one, words)),
    ),
    byKind(
      'devices',
      devices.count,
      devices.items.map((one) => deviceRow(one, words)),
      {},
    ),
    single(
      'spaces',
      spaces.count,
      spaces.items.map((one) => spaceRow(one, words)),
    ),
    byKind(
      'elements',
      elements.count,
      elements.items.map((one) => elementRow(one, words)),
      labelled(elements.classes, words),
    ),
    byKind(
      'features',
      found.count,
      found.items.map((one) => featureRow(one, words)),
      Object.fromEntries(found.layers.map(({ layer, count }) => [words.layerName(layer), count])),
    ),
  ];
  return groups.filter(({ count }) => count > 0);
}

const labelled = (classes: Readonly<Record<string, number>>, { format }: WithinWords) => {
  const counts: Record<string, number> = {};
  for (const [ifcClass, count] of Object.entries(classes)) {
    const label = className(format, ifcClass);
    counts[label] = (counts[label] ?? 0) + count;
  }
  return counts;
};

function single(group: WithinGroup['group'], count: number, rows: readonly WithinRow[]): WithinGroup {
  return { group, count, listed: rows.length, kinds: [{ key: group, label: '', count, rows }] };
}

/** `counts`: how many there are of each kind, by label; kinds that are not counted have as many as are listed. */
function byKind(
  group: WithinGroup['group'],
  count: number,
  rows: readonly WithinRow[],
  counts: Readonly<Record<string, number>>,
): WithinGroup {
  const kinds = new Map<string, WithinRow[]>(Object.keys(counts).map((label) => [label, []]));
  for (const row of rows) {
    const list = kinds.get(row.kind);
    if (list) list.push(row);
    else kinds.set(row.kind, [row]);
  }
  const sorted = [...kinds].map(([label, list]) => ({
    key: `${group} ${label}`,
    label,
    count: counts[label] ?? list.length,
    rows: list,
  }));
  sorted.sort((a, b) => b.count - a.count);
  return { group, count, listed: rows.length, kinds: sorted };
}

const nameOf = (site: SiteView, code: string | null) =>
  site.buildings.find((one) => one.code === code)?.name ?? code ?? '';

function buildingRow({ code, name, whole }: WithinReply['buildings'][number], { format }: WithinWords): WithinRow {
  return {
    key: `building ${code}`,
    code,
    name,
    kind: '',
    building: code,
    storey: null,
    detail: whole ? '' : format.text('area.partly'),
    opens: { kind: 'building', code, storey: null },
  };
}

function homeRow({ code, building }: WithinReply['homes']['items'][number], { site }: WithinWords): WithinRow {
  const detail = nameOf(site, building);
  return {
    key: `home ${code}`,
    code,
    name: code,
    kind: '',
    building,
    storey: null,
    detail,
    opens: { kind: 'home', code },
  };
}

function deviceRow(
  { code, name, kind, building }: WithinReply['devices']['items'][number],
  { site, format, device, kindLabel }: WithinWords,
): WithinRow {
  const known = device(code);
  return {
    key: `device ${code}`,
    code,
    name,
    kind: kindLabel(kind),
    building,
    storey: known?.storey ?? null,
    detail: (known && placeName(site, known)) || nameOf(site, building) || format.text('place.outdoors'),
    opens: { kind: 'device', code },
  };
}

function spaceRow(
  { building, globalId, name, storey }: WithinReply['spaces']['items'][number],
  { site }: WithinWords,
): WithinRow {
  return {
    key: `space ${building} ${globalId}`,
    code: globalId,
    name,
    kind: '',
    building,
    storey,
    detail: [nameOf(site, building), storey].filter(Boolean).join(' '),
    opens: { kind: 'building', code: building, storey, space: globalId },
  };
}

function elementRow(
  { building, globalId, name, tag, ifcClass, storey }: Element,
  { site, format }: WithinWords,
): WithinRow {
  return {
    key: `element ${building} ${globalId}`,
    code: globalId,
    name: name || tag || globalId,
    kind: className(format, ifcClass),
    building,
    storey,
    detail: [nameOf(site, building), storey].filter(Boolean).join(' '),
    opens: { kind: 'building', code: building, storey, element: globalId },
  };
}

function featureRow(
  { layer, id, name, whole }: FeaturesWithin['items'][number],
  { format, layerName }: WithinWords,
): WithinRow {
  return {
    key: `feature ${layer} ${id}`,
    code: id,
    name: name ?? id,
    kind: layerName(layer),
    building: null,
    storey: null,
    detail: whole ? '' : format.text('area.partly'),
    opens: { kind: 'feature', layer, id },
  };
}
