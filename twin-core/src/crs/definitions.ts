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
}

const plain = () => 500_000;
const zoned = (zone: number) => (n: number) => (zone + n) * 1_000_000 + 500_000;
const gaussKruger = { scale: 1, falseNorthingM: 0, datum: GRS80 } as const;
const utm = { stepDeg: 6, scale: 0.9996, falseEastingM: plain } as const;

// EPSG dataset v11: CGCS2000 Gauss–Krüger in 6-degree (4491–4512) and 3-degree zones (4513–4554), UTM on WGS 84 and ETRS89.
const SERIES: readonly Series[] = [
  { first: 4491, last: 4501, fromDeg: 75, stepDeg: 6, falseEastingM: zoned(13), ...gaussKruger },
  { first: 4502, last: 4512, fromDeg: 75, stepDeg: 6, falseEastingM: plain, ...gaussKruger },
  { first: 4513, last: 4533, fromDeg: 75, stepDeg: 3, falseEastingM: zoned(25), ...gaussKruger },
  { first: 4534, last: 4554, fromDeg: 75, stepDeg: 3, falseEastingM: plain, ...gaussKruger },
  { first: 32601, last: 32660, fromDeg: -177, falseNorthingM: 0, datum: WGS84, ...utm },
  { first: 32701, last: 32760, fromDeg: -177, falseNorthingM: 10_000_000, datum: WGS84, ...utm },
  { first: 25828, last: 25838, fromDeg: -15, falseNorthingM: 0, datum: GRS80, ...utm },
];

// EPSG 2169 (and 9897, the same with NG95 heights): LUREF / Luxembourg TM, transformation EPSG 5485.
const LUXEMBOURG =
  '+proj=tmerc +lat_0=49.8333333333333 +lon_0=6.16666666666667 +k=1 +x_0=80000 +y_0=100000 +ellps=intl ' +
  '+towgs84=-189.6806,18.3463,-42.7695,-0.33746,-3.09264,2.53861,0.4598 +units=m +no_defs';

const SINGLE: Readonly<Record<number, string>> = {
  4326: '+proj=longlat +datum=WGS84 +no_defs',
  4490: '+proj=longlat +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +no_defs',
  3857: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +no_defs',
  2169: LUXEMBOURG,
  9897: LUXEMBOURG,
};

/**
 * PROJ definition of an EPSG code, axes always easting then northing (longitude then latitude in degrees for 4326 and
 * 4490) whatever the EPSG axis order says; null where the code is not known here.
 */
export function projDefinition(epsg: number): string | null {
  const single = SINGLE[epsg];
  if (single) return single;
  const series = SERIES.find(({ first, last }) => epsg >= first && epsg <= last);
  if (!series) return null;
  const n = epsg - series.first;
  return [
    `+proj=tmerc +lat_0=0 +lon_0=${series.fromDeg + n * series.stepDeg} +k=${series.scale}`,
    `+x_0=${series.falseEastingM(n)} +y_0=${series.falseNorthingM} ${series.datum}`,
  ].join(' ');
}
