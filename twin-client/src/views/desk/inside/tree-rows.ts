import type { BuildingOutline, SpaceModel, StoreyModel } from 'twin-core';
import { ringArea } from '../../../bim/footprint.ts';
import type { Element } from '../../../state/records/element.ts';

/** Elements of one list as far as they have been loaded. */
export interface ElementList {
  readonly items: readonly Element[];
  /** Where the next page begins; null when all are here. */
  readonly next: string | null;
  readonly state: 'loading' | 'ready' | 'failed';
}

/** Which elements a list holds: of a storey or a space, all or of one class. GlobalIds. */
export interface ListQuery {
  readonly storey?: string;
  readonly space?: string;
  readonly class?: string;
}

/** The name a list is kept under. */
export function listKey({ storey, space, class: ifcClass }: ListQuery): string {
  return [storey ?? '', space ?? '', ifcClass ?? ''].join(' ');
}

/** What a row stands for. */
export type RowTarget =
  | { readonly kind: 'site' }
  | { readonly kind: 'building' }
  | { readonly kind: 'storey'; readonly storey: StoreyModel }
  | { readonly kind: 'space'; readonly space: SpaceModel }
  | { readonly kind: 'class'; readonly ifcClass: string }
  | { readonly kind: 'element'; readonly element: Element }
  /** Loads what follows of a list, or tries again. */
  | { readonly kind: 'more'; readonly query: ListQuery; readonly failed: boolean }
  | { readonly kind: 'loading' }
  | { readonly kind: 'empty' };

/** One line of the tree. */
export interface TreeRow {
  readonly key: string;
  readonly depth: number;
  readonly label: string;
  /** Small print at the right: a number of things, a class. */
  readonly note: string;
  /** Whether what is below it is shown; null for a row with nothing below. */
  readonly open: boolean | null;
  /** List that must be loaded when the row is opened. */
  readonly needs: ListQuery | null;
  readonly target: RowTarget;
}

/** What the rows are made of. */
export interface TreeSource {
  readonly site: string;
  readonly building: string;
  readonly outline: BuildingOutline;
  /** Keys of rows that are open. */
  readonly open: ReadonlySet<string>;
  readonly lists: ReadonlyMap<string, ElementList>;
  /** What people call an IFC class. */
  classLabel(ifcClass: string): string;
}

/** Rows above a storey: what is always there. */
const STOREY_DEPTH = 2;

/** The tree as it is unfolded: site, building, storeys from the highest down, their rooms, and elements by class. */
export function treeRows(source: TreeSource): readonly TreeRow[] {
  const { site, building, outline, open } = source;
  const row = (key: string, depth: number, label: string, note: string, target: RowTarget): TreeRow => ({
    key,
    depth,
    label,
    note,
    open: open.has(key),
    needs: null,
    target,
  });
  const rows = [row('site', 0, site, '', { kind: 'site' })];
  if (!open.has('site')) return rows;
  rows.push(row('building', 1, building, String(outline.storeys.length), { kind: 'building' }));
  if (!open.has('building')) return rows;
  for (const storey of outline.storeys.toSorted((a, b) => b.index - a.index)) rows.push(...storeyRows(storey, source));
  return rows;
}

/** The rooms of a storey by name, numbers in them by their size. */
function spacesOf({ spaces }: BuildingOutline, storey: StoreyModel): readonly SpaceModel[] {
  return spaces
    .filter((space) => space.storey === storey.globalId)
    .toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, 'en', { numeric: true }));
}

/** What a room is called: a home by its number, others by their long name. */
export function spaceLabel({ name, longName, objectType }: SpaceModel): string {
  return objectType === 'HOME' ? name : (longName ?? name);
}

const areaText = ({ footprint }: SpaceModel) =>
  footprint.length > 2 ? `${ringArea(footprint).toFixed(1)}\u2009m²` : '';

/** Homes before what serves them. */
const rank = ({ objectType }: SpaceModel) => (objectType === 'HOME' ? 0 : 1);

function storeyRows(storey: StoreyModel, source: TreeSource): TreeRow[] {
  const { open, outline } = source;
  const key = `storey ${storey.globalId}`;
  const query = { storey: storey.globalId };
  const spaces = spacesOf(outline, storey);
  const head: TreeRow = {
    key,
    depth: STOREY_DEPTH,
    label: storey.name,
    note: spaces.length > 0 ? String(spaces.length) : '',
    open: open.has(key),
    needs: query,
    target: { kind: 'storey', storey },
  };
  if (!open.has(key)) return [head];
  return [head, ...spaces.flatMap((space) => spaceRows(space, source)), ...elementRows(key, query, source)];
}

function spaceRows(space: SpaceModel, source: TreeSource): TreeRow[] {
  const key = `space ${space.globalId}`;
  const query = { space: space.globalId };
  const isOpen = source.open.has(key);
  const head: TreeRow = {
    key,
    depth: STOREY_DEPTH + 1,
    label: spaceLabel(space),
    note: areaText(space),
    open: isOpen,
    needs: query,
    target: { kind: 'space', space },
  };
  return isOpen ? [head, ...elementRows(key, query, source, STOREY_DEPTH + 2)] : [head];
}

/** Elements by class. Where a list has more pages, every class of the building is offered, each with a list of its own. */
function elementRows(parent: string, query: ListQuery, source: TreeSource, depth = STOREY_DEPTH + 1): TreeRow[] {
  const { lists, open, outline } = source;
  const list = lists.get(listKey(query));
  if (!list || list.items.length === 0) return statusRows(parent, query, list, depth);
  const whole = list.next === null && list.state === 'ready';
  const present = new Set(list.items.map(({ ifcClass }) => ifcClass));
  const classes = whole ? [...present] : Object.keys(outline.classes);
  return classes.toSorted().flatMap((ifcClass) => {
    const key = `${parent} ${ifcClass}`;
    const own = { ...query, class: ifcClass };
    const found = whole ? undefined : lists.get(listKey(own));
    const items = whole ? list.items.filter((item) => item.ifcClass === ifcClass) : (found?.items ?? []);
    const head: TreeRow = {
      key,
      depth,
      label: source.classLabel(ifcClass),
      note: whole || found?.next === null ? String(items.length) : '',
      open: open.has(key),
      needs: whole ? null : own,
      target: { kind: 'class', ifcClass },
    };
    if (!open.has(key)) return [head];
    const below = items.map((element) => elementRow(element, key, depth + 1, element.tag ?? ''));
    return [head, ...below, ...(whole ? [] : statusRows(key, own, found, depth + 1))];
  });
}

function elementRow(element: Element, parent: string, depth: number, note: string): TreeRow {
  const { globalId, name } = element;
  return {
    key: `${parent} ${globalId}`,
    depth,
    label: name,
    note,
    open: null,
    needs: null,
    target: { kind: 'element', element },
  };
}

/** What stands at the end of a list that is not all here. */
function statusRows(parent: string, query: ListQuery, list: ElementList | undefined, depth: number): TreeRow[] {
  const row = (target: RowTarget): TreeRow[] => [
    { key: `${parent} ${target.kind}`, depth, label: '', note: '', open: null, needs: null, target },
  ];
  if (!list || list.state === 'loading') return row({ kind: 'loading' });
  if (list.state === 'failed') return row({ kind: 'more', query, failed: true });
  if (list.next !== null) return row({ kind: 'more', query, failed: false });
  return list.items.length === 0 ? row({ kind: 'empty' }) : [];
}

/** What a search found: storeys with the rooms and elements in them that have every word. */
export function searchRows(source: TreeSource, words: string, found: readonly Element[]): readonly TreeRow[] {
  const parts = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const matches = (...texts: readonly (string | null)[]) =>
    parts.every((part) => texts.some((text) => text?.toLocaleLowerCase().includes(part)));
  const { outline } = source;
  return outline.storeys
    .toSorted((a, b) => b.index - a.index)
    .flatMap((storey) => {
      const spaces = spacesOf(outline, storey).filter(({ name, longName, objectType, globalId }) =>
        matches(name, longName, objectType, globalId),
      );
      const elements = found.filter(({ storeyId }) => storeyId === storey.globalId);
      if (spaces.length === 0 && elements.length === 0 && !matches(storey.name)) return [];
      const key = `storey ${storey.globalId}`;
      const head: TreeRow = {
        key,
        depth: 0,
        label: storey.name,
        note: '',
        open: null,
        needs: null,
        target: { kind: 'storey', storey },
      };
      const rooms = spaces.map(
        (space): TreeRow => ({
          key: `space ${space.globalId}`,
          depth: 1,
          label: spaceLabel(space),
          note: areaText(space),
          open: null,
          needs: null,
          target: { kind: 'space', space },
        }),
      );
      return [
        head,
        ...rooms,
        ...elements.map((element) => elementRow(element, key, 1, source.classLabel(element.ifcClass))),
      ];
    });
}
