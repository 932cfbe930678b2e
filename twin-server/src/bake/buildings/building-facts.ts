import type { GeoFeature } from '../../geodata/index.ts';

/** Kinds of use in the order of their codes in the tiles' property table; 0 is not known. */
export const USE_CLASSES = [
  'unknown',
  'residential',
  'commercial',
  'office',
  'industrial',
  'public',
  'auxiliary',
] as const;
export type UseClass = (typeof USE_CLASSES)[number];

/** What is known of a building beside its plan. */
export interface BuildingFacts {
  /** Of what is drawn, metres. */
  readonly heightM: number;
  /** Of its lowest part above the ground: a bridge between houses. Metres. */
  readonly bottomM: number;
  /** Whether the height is only what such buildings usually have. */
  readonly isGuessed: boolean;
  /** As the source has it; empty where it says nothing. */
  readonly use: string;
  readonly useClass: UseClass;
  /** Year of construction; 0 is not known. */
  readonly year: number;
}

type Properties = GeoFeature['properties'];

const STOREY_M = 3;
const [LEAST_M, MOST_M] = [0.5, 900];
/** Of buildings whose height nobody recorded, metres: mid-rise homes, and two storeys of anything unknown. */
const USUAL_M: Readonly<Record<UseClass, number>> = {
  unknown: 6,
  residential: 9,
  commercial: 9,
  office: 15,
  industrial: 8,
  public: 9,
  auxiliary: 3,
};
const APARTMENTS_M = 18;

const HEIGHTS = [
  'height',
  'heightM',
  'HEIGHT',
  'Height',
  'building:height',
  'measuredHeight',
  'BLDG_HT',
  '高度',
  '建筑高度',
];
const LEVELS = [
  'building:levels',
  'levels',
  'LEVELS',
  'floors',
  'FLOORS',
  'Floor',
  'floor',
  'storeys',
  'storeyCount',
  '层数',
  '楼层',
];
const USES = ['use', 'usage', 'building:use', 'USE', '用途', 'building', 'kind', 'type', 'class'];
const YEARS = ['year', 'builtYear', 'yearOfConstruction', 'year_built', 'start_date', 'YEAR', '建成年份', '建成年代'];

/** Words in a use, in any of the source's languages. */
const WORDS: readonly (readonly [RegExp, UseClass])[] = [
  [/garage|shed|carport|roof|hut|kiosk|toilet|service|车库|附属|公厕/i, 'auxiliary'],
  [/apartment|resid|house|home|dormitor|detached|terrace|bungalow|住宅|居住|公寓|宿舍/i, 'residential'],
  [/office|办公/i, 'office'],
  [/industr|factory|warehouse|manufactur|工业|厂|仓/i, 'industrial'],
  [
    /school|kindergarten|univers|college|hospital|clinic|public|civic|church|temple|mosque|government|museum|library|train|station|学校|医院|公共|教育|文化|体育/i,
    'public',
  ],
  [/retail|shop|commerc|mall|market|hotel|restaurant|supermarket|商/i, 'commercial'],
];

/** A number of metres in a text such as `12`, `12.5 m` or `40'`; null where there is none. */
function metersIn(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return null;
  const found = /^\s*([\d.]+)\s*(m|米|'|ft)?/i.exec(value);
  if (!found) return null;
  const number = Number(found[1]);
  const isFeet = found[2] === "'" || found[2]?.toLowerCase() === 'ft';
  return Number.isFinite(number) ? number * (isFeet ? 0.3048 : 1) : null;
}

function firstIn(properties: Properties, keys: readonly string[]): number | null {
  for (const key of keys) {
    const meters = metersIn(properties[key]);
    if (meters !== null && meters > 0) return meters;
  }
  return null;
}

function useOf(properties: Properties): string {
  for (const key of USES) {
    const value = properties[key];
    if (typeof value === 'string' && value.trim() !== '' && !/^(yes|true|building|outside)$/i.test(value))
      return value.trim();
  }
  return '';
}

function yearOf(properties: Properties): number {
  for (const key of YEARS) {
    const year = Number(/(1[0-9]|20)\d\d/.exec(String(properties[key] ?? ''))?.[0] ?? 0);
    if (year > 0) return year;
  }
  return 0;
}

const bounded = (meters: number) => Math.min(MOST_M, Math.max(LEAST_M, meters));

/** Facts by the properties of a footprint: height by `heightField`, else as recorded, else by storeys, else as usual for its use. */
export function factsOf(properties: Properties, heightField?: string): BuildingFacts {
  const use = useOf(properties);
  const useClass = WORDS.find(([word]) => word.test(use))?.[1] ?? 'unknown';
  const named = heightField === undefined ? null : metersIn(properties[heightField]);
  const levels = firstIn(properties, LEVELS);
  const recorded =
    (named !== null && named > 0 ? named : null) ??
    firstIn(properties, HEIGHTS) ??
    (levels === null ? null : levels * STOREY_M);
  const usual = /apartment|公寓/i.test(use) ? APARTMENTS_M : USUAL_M[useClass];
  const heightM = bounded(recorded ?? usual);
  const lowest =
    firstIn(properties, ['min_height', 'building:min_height']) ??
    (firstIn(properties, ['building:min_level']) ?? 0) * STOREY_M;
  return {
    heightM,
    bottomM: lowest < heightM ? lowest : 0,
    isGuessed: recorded === null,
    use,
    useClass,
    year: yearOf(properties),
  };
}

/** Whether a feature says of itself that it is a building: by OpenStreetMap's tag, or by the layer it is in. */
export function saysBuilding({ building, layer }: Properties): boolean {
  return (
    (typeof building === 'string' && building !== 'no') ||
    layer === 'buildings' ||
    layer === 'building' ||
    layer === 'outside'
  );
}
