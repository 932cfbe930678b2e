import type { TextKey } from '../../kit/i18n/texts.ts';
import type { PublicPoint, PublicValue } from '../../state/records/public-environment.ts';

/** A measure older than this says nothing about now, ms. */
export const FRESH_MS = 600_000;
/** GB 3096-2008: night is from 22 to 6. */
const NIGHT = { from: 22, to: 6 } as const;
/** GB 3096-2008, class 1 (residential), dB(A). */
const NOISE_LIMIT = { day: 55, night: 45 } as const;
/** GB/T 18883-2022: CO₂, mean of an hour, %. */
const CO2_LIMIT = 0.1;
/** HJ 633-2012, table 1: upper bounds of the first five levels for means of a day, µg/m³. The sixth has none. */
const LEVELS = { pm25: [35, 75, 115, 150, 250], pm10: [50, 150, 250, 350, 420] } as const;
const LEVEL_WORDS = [
  'board.level1',
  'board.level2',
  'board.level3',
  'board.level4',
  'board.level5',
  'board.level6',
] as const;
/** The last level that meets class II of GB 3095-2012. */
const GOOD_LEVEL = 1;

/** What a value is by its standard: a word, and whether it is above what the standard allows. */
interface Verdict {
  readonly word: TextKey;
  readonly above: boolean;
  /** What the standard allows, where it is one number. */
  readonly limit: number | null;
}

/** A large number of the board: the mean of the points that measure it now, the least and the greatest beside it. */
export interface Tile {
  readonly property: string;
  readonly of: Pick<PublicValue, 'label' | 'unit' | 'decimals'>;
  readonly mean: number;
  readonly least: number;
  readonly most: number;
  readonly points: number;
  readonly verdict: Verdict | null;
}

interface Measure {
  readonly property: string;
  /** The kinds that are asked for it: the first of which there are any. */
  readonly kinds: readonly string[];
  judge?(value: number, hour: number): Verdict;
}

const MEASURES: readonly Measure[] = [
  { property: 'pm25', kinds: ['air-station'], judge: (value) => levelOf(LEVELS.pm25, value) },
  { property: 'pm10', kinds: ['air-station'], judge: (value) => levelOf(LEVELS.pm10, value) },
  { property: 'temperatureC', kinds: ['thermal-point', 'weather-station', 'air-station'] },
  { property: 'humidityPct', kinds: ['thermal-point', 'weather-station', 'air-station'] },
  {
    property: 'noiseDba',
    kinds: ['noise-meter'],
    judge: (value, hour) => within(value, hour >= NIGHT.from || hour < NIGHT.to ? NOISE_LIMIT.night : NOISE_LIMIT.day),
  },
  { property: 'windSpeedMps', kinds: ['weather-station'] },
  { property: 'rainMmH', kinds: ['weather-station'] },
  { property: 'co2Pct', kinds: ['indoor-air'], judge: (value) => within(value, CO2_LIMIT) },
];

/** The large numbers of what is published; hour: that of the site's clocks. What nothing measures now is left out. */
export function boardTiles(points: readonly PublicPoint[], hour: number): Tile[] {
  return MEASURES.flatMap(({ property, kinds, judge }) => {
    for (const kind of kinds) {
      const found = points
        .filter((point) => point.kind === kind)
        .flatMap(({ values }) => values.filter((value) => value.property === property && value.ageMs < FRESH_MS));
      const [first] = found;
      if (!first) continue;
      const values = found.map(({ value }) => value);
      const mean = first.unit.startsWith('dB') ? meanLevel(values) : meanOf(values);
      const [least, most] = [Math.min(...values), Math.max(...values)];
      return { property, of: first, mean, least, most, points: values.length, verdict: judge?.(mean, hour) ?? null };
    }
    return [];
  });
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Levels are logarithms of energy: their mean is that of the energies. */
const meanLevel = (levels: readonly number[]) => 10 * Math.log10(meanOf(levels.map((level) => 10 ** (level / 10))));

function levelOf(bounds: readonly number[], value: number): Verdict {
  const found = bounds.findIndex((bound) => value <= bound);
  const level = found < 0 ? bounds.length : found;
  return { word: LEVEL_WORDS[level]!, above: level > GOOD_LEVEL, limit: bounds[GOOD_LEVEL]! };
}

function within(value: number, limit: number): Verdict {
  return value > limit ? { word: 'board.above', above: true, limit } : { word: 'board.within', above: false, limit };
}
