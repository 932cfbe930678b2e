import type { TableOrder } from '../../../kit/table/data-table.tsx';
import type { DifferenceMark, DifferencePicture, MarkedPlace } from '../../../map/differences/difference-picture.ts';
import type { LonLat } from '../../../state/ground-plan.ts';
import type { WhatIf, WhatIfAlarm, WhatIfPlace } from '../../../state/records/what-if.ts';

/** An alarm of the table with its place. */
export interface DifferenceRow {
  readonly key: string;
  readonly alarm: WhatIfAlarm;
  readonly place: WhatIfPlace | null;
  /** How much later it was raised, ms; null where one run has none. */
  readonly laterMs: number | null;
}

/** Columns that the table can be sorted by. */
export type RowColumn = 'kind' | 'alarm' | 'device' | 'raised' | 'raisedAfter' | 'later' | 'priority' | 'walk';

export function differenceRows({ alarms, places }: WhatIf): DifferenceRow[] {
  const byDevice = new Map(places.map((place) => [place.device, place]));
  return alarms.map((alarm) => {
    const { before, after } = alarm;
    return {
      key: `${before?.id ?? ''} ${after?.id ?? ''}`,
      alarm,
      place: byDevice.get(alarm.device) ?? null,
      laterMs: before && after ? after.raisedAt - before.raisedAt : null,
    };
  });
}

/** Whether an alarm differs: by itself, by who sees it, or by how long a guard walks to it. */
export function differs({ alarm, place }: DifferenceRow): boolean {
  if (alarm.kind !== 'same') return true;
  if (!place) return false;
  const { seen, walk } = place;
  return (seen !== null && seen.before.join() !== seen.after.join()) || walk.before?.seconds !== walk.after?.seconds;
}

const KINDS: readonly WhatIfAlarm['kind'][] = ['lost', 'gained', 'changed', 'same'];

/** What a column sorts by: numbers, or texts as they are. */
function sortValue({ alarm, place, laterMs }: DifferenceRow, column: RowColumn): number | string {
  const never = Number.POSITIVE_INFINITY;
  switch (column) {
    case 'kind':
      return KINDS.indexOf(alarm.kind);
    case 'alarm':
      return alarm.code;
    case 'device':
      return alarm.device;
    case 'raised':
      return alarm.before?.raisedAt ?? never;
    case 'raisedAfter':
      return alarm.after?.raisedAt ?? never;
    case 'later':
      return laterMs ?? never;
    case 'priority':
      return (alarm.after ?? alarm.before)!.priority;
    case 'walk':
      return place?.walk.after?.seconds ?? never;
  }
}

export function sortRows(rows: readonly DifferenceRow[], { by, descending }: TableOrder): DifferenceRow[] {
  const sign = descending ? -1 : 1;
  return rows.toSorted((a, b) => {
    const [x, y] = [sortValue(a, by as RowColumn), sortValue(b, by as RowColumn)];
    return x === y ? 0 : x < y ? -sign : sign;
  });
}

const METRES_A_DEGREE = 111_320;
/** The worst thing that became of a place's alarms is what its mark says. */
const MARKS: readonly DifferenceMark[] = ['lost', 'gained', 'changed'];

/** What is drawn of two courses; `chosen` is the device that somebody looks at. */
export function differencePicture(
  result: WhatIf,
  letters: Readonly<Record<DifferenceMark, string>>,
  chosen: string | null,
): DifferencePicture {
  const rows = differenceRows(result).filter(differs);
  const byDevice = new Map<string, DifferenceRow[]>();
  for (const row of rows) byDevice.set(row.alarm.device, [...(byDevice.get(row.alarm.device) ?? []), row]);
  const places = [...byDevice].flatMap(([device, list]): MarkedPlace[] => {
    const { place } = list[0]!;
    if (!place) return [];
    const kinds = new Set(list.map(({ alarm }) => alarm.kind));
    const mark = MARKS.find((one) => kinds.has(one)) ?? 'changed';
    return [{ mark, at: place.at, count: list.length, chosen: device === chosen }];
  });
  const looked = result.places.find(({ device }) => device === chosen);
  const ways = [
    { walk: looked?.walk.before, isTried: false },
    { walk: looked?.walk.after, isTried: true },
  ].flatMap(({ walk, isTried }) => (walk && walk.line.length > 1 ? [{ line: walk.line, isTried }] : []));
  return { places, posts: postsOf(result), ways, cells: cellsOf(result), letters };
}

function postsOf({ posts: { before, after } }: WhatIf): DifferencePicture['posts'] {
  const is = (one: { name: string; at: LonLat }) => `${one.name} ${one.at.join(' ')}`;
  const [was, will] = [new Set(before.map(is)), new Set(after.map(is))];
  return [
    ...before.map((post) => ({ ...post, state: will.has(is(post)) ? ('kept' as const) : ('left' as const) })),
    ...after.filter((post) => !was.has(is(post))).map((post) => ({ ...post, state: 'tried' as const })),
  ];
}

function cellsOf({ coverage }: WhatIf): DifferencePicture['cells'] {
  if (!coverage) return [];
  const square = ([longitude, latitude]: LonLat): LonLat[] => {
    const up = coverage.cellM / 2 / METRES_A_DEGREE;
    const right = up / Math.cos((latitude * Math.PI) / 180);
    return [
      [longitude - right, latitude - up],
      [longitude + right, latitude - up],
      [longitude + right, latitude + up],
      [longitude - right, latitude + up],
    ];
  };
  return [
    ...coverage.lost.map((at) => ({ ring: square(at), isGained: false })),
    ...coverage.gained.map((at) => ({ ring: square(at), isGained: true })),
  ];
}
