const GRS80 = '+ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs';
const WGS84 = '+datum=WGS84 +units=m +no_defs';

/** EPSG codes of a transverse Mercator series: code first + n has central meridian fromDeg + n × stepDeg. */
interface Series {
  readonly first: number;
  readonly last: number;
  readonly fromDeg: number;
  readonly stepDeg: number;
  readonly scale: number;
  /** False easting in metres of the n-th code; Chinese zones may carry the zone number in front. */
  readonly falseEastingM: (n: number) => number;
  readonly falseNorthingM: number;
  readonly datum: string;
  /** Latitudes of use. */
  readonly south: number;
  readonly north: number;
}

/** Area of use in degrees, generous by about a degree. */
export interface Extent {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const plain = () => 500_000;
const zoned = (zone: number) => (n: number) => (zone + n) * 1_000_000 + 500_000;
const gaussKruger = { scale: 1, falseNorthingM: 0, datum: GRS80, south: 2, north: 55 } as const;
const utm = { stepDeg: 6, scale: 0.9996, falseEastingM: plain } as const;

// EPSG dataset v11: CGCS2000 Gauss–Krüger in 6-degree (4491–4512) and 3-degree zones (4513–4554), UTM on WGS 84 and ETRS89.
const SERIES: readonly Series[] = [
  { first: 4491, last: 4501, fromDeg: 75, stepDeg: 6, falseEastingM: zoned(13), ...gaussKruger },
  { first: 4502, last: 4512, fromDeg: 75, stepDeg: 6, falseEastingM: plain, ...gaussKruger },
  { first: 4513, last: 4533, fromDeg: 75, stepDeg: 3, falseEastingM: zoned(25), ...gaussKruger },
  { first: 4534, last: 4554, fromDeg: 75, stepDeg: 3, falseEastingM: plain, ...gaussKruger },
  { first: 32601, last: 32660, fromDeg: -177, falseNorthingM: 0, datum: WGS84, south: -1, north: 84, ...utm },
  { first: 32701, last: 32760, fromDeg: -177, falseNorthingM: 10_000_000, datum: WGS84, south: -80, north: 1, ...utm },
  { first: 25828, last: 25838, fromDeg: -15, falseNorthingM: 0, datum: GRS80, south: 26, north: 84, ...utm },
];

// EPSG 2169 (and 9897, the same with NG95 heights): LUREF / Luxembourg TM, transformation EPSG 5485.
const LUXEMBOURG =
  '+proj=tmerc +lat_0=49.8333333333333 +lon_0=6.16666666666667 +k=1 +x_0=80000 +y_0=100000 +ellps=intl ' +
  '+towgs84=-189.6806,18.3463,-42.7695,-0.33746,-3.09264,2.53861,0.4598 +units=m +no_defs';

const WORLD: Extent = { west: -180, south: -90, east: 180, north: 90 };
const CHINA: Extent = { west: 72, south: 2, east: 137, north: 55 };
const LUXEMBOURG_EXTENT: Extent = { west: 5, south: 49, east: 7.5, north: 51 };

const SINGLE: Readonly<Record<number, { readonly definition: string; readonly extent: Extent }>> = {
  4326: { definition: '+proj=longlat +datum=WGS84 +no_defs', extent: WORLD },
  4490: { definition: '+proj=longlat +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +no_defs', extent: CHINA },
  3857: {
    definition: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +no_defs',
    extent: { ...WORLD, south: -85.06, north: 85.06 },
  },
  2169: { definition: LUXEMBOURG, extent: LUXEMBOURG_EXTENT },
  9897: { definition: LUXEMBOURG, extent: LUXEMBOURG_EXTENT },
};

function seriesOf(epsg: number): { series: Series; n: number; meridianDeg: number } | null {
  const series = SERIES.find(({ first, last }) => epsg >= first && epsg <= last);
  if (!series) return null;
  const n = epsg - series.first;
  return { series, n, meridianDeg: series.fromDeg + n * series.stepDeg };
}

/** Where a CRS is used; null where the code is not known here. Zones may be overrun by a degree, as projects do. */
export function crsExtent(epsg: number): Extent | null {
  const found = seriesOf(epsg);
  if (!found) return SINGLE[epsg]?.extent ?? null;
  const { series, meridianDeg } = found;
  const half = series.stepDeg / 2 + 1;
  return { west: meridianDeg - half, south: series.south, east: meridianDeg + half, north: series.north };
}

/**
 * PROJ definition of an EPSG code, axes always easting then northing (longitude then latitude in degrees for 4326 and
 * 4490) whatever the EPSG axis order says; null where the code is not known here.
 */
export function projDefinition(epsg: number): string | null {
  const found = seriesOf(epsg);
  if (!found) return SINGLE[epsg]?.definition ?? null;
  const { series, n, meridianDeg } = found;
  return [
    `+proj=tmerc +lat_0=0 +lon_0=${meridianDeg} +k=${series.scale}`,
    `+x_0=${series.falseEastingM(n)} +y_0=${series.falseNorthingM} ${series.datum}`,
  ].join(' ');
}
