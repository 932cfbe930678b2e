/** Units by what they measure: a value in the first unit of a group is value × factor (+ shift) of each. */
const GROUPS: readonly Readonly<Record<string, number | readonly [factor: number, shift: number]>>[] = [
  { '°C': 1, '°F': [5 / 9, -160 / 9], K: [1, -273.15] },
  {
    Pa: 1,
    hPa: 100,
    mbar: 100,
    kPa: 1000,
    MPa: 1e6,
    bar: 1e5,
    psi: 6894.757293168,
    mmHg: 133.322387415,
    mH2O: 9806.65,
  },
  { m: 1, mm: 0.001, cm: 0.01, km: 1000, in: 0.0254, ft: 0.3048 },
  { 'm/s': 1, 'm/h': 1 / 3600, 'km/h': 1 / 3.6, mph: 0.44704, kn: 1852 / 3600 },
  { A: 1, mA: 0.001, µA: 1e-6 },
  { V: 1, mV: 0.001, kV: 1000 },
  { W: 1, mW: 0.001, kW: 1000, MW: 1e6 },
  { kWh: 1, Wh: 0.001, MWh: 1000, J: 1 / 3.6e6, kJ: 1 / 3600, MJ: 1 / 3.6, GJ: 1000 / 3.6 },
  { '%': 1, '%RH': 1, ratio: 100, '‰': 0.1 },
  { 'mg/m³': 1, 'µg/m³': 0.001, 'g/m³': 1000, 'mg/L': 1000 },
  { s: 1, ms: 0.001, min: 60, h: 3600, d: 86_400 },
  { 'm³': 1, L: 0.001, mL: 1e-6 },
  { 'm³/h': 1, 'm³/min': 60, 'm³/s': 3600, 'L/s': 3.6, 'L/min': 0.06, 'L/h': 0.001 },
  { kg: 1, g: 0.001, t: 1000 },
  { 'mm/h': 1, 'in/h': 25.4 },
  { 'kbit/s': 1, 'bit/s': 0.001, 'Mbit/s': 1000 },
  { '°': 1, rad: 180 / Math.PI, mrad: 0.18 / Math.PI },
  { Hz: 1, kHz: 1000, MHz: 1e6 },
  { lx: 1, klx: 1000 },
  { 'dB(A)': 1, dB: 1 },
  { '%LEL': 1 },
  { '%/m': 1 },
  { NTU: 1 },
  { pH: 1 },
  { '×': 1 },
  { '1/m²': 1 },
  { fps: 1 },
  { rpm: 1 },
  { kvar: 1, var: 0.001 },
  { kVA: 1, VA: 0.001 },
  { 'mm/s': 1 },
];

/** Other ways in which vendors write the same units. */
const ALIASES: Readonly<Record<string, string>> = {
  '℃': '°C',
  degC: '°C',
  '℉': '°F',
  degF: '°F',
  uA: 'µA',
  μA: 'µA',
  m3: 'm³',
  'm3/h': 'm³/h',
  'm3/s': 'm³/s',
  'mg/m3': 'mg/m³',
  'ug/m3': 'µg/m³',
  'ug/m³': 'µg/m³',
  'μg/m³': 'µg/m³',
  'g/m3': 'g/m³',
  deg: '°',
};

const unitName = (unit: string) => (Object.hasOwn(ALIASES, unit) ? ALIASES[unit]! : unit);
const groupOf = (unit: string) => GROUPS.find((group) => Object.hasOwn(group, unit));

/** Units that payloads may be in, as they are written. */
export const UNITS: ReadonlySet<string> = new Set([
  ...GROUPS.flatMap((group) => Object.keys(group)),
  ...Object.keys(ALIASES),
]);

/** A value in another unit of the same kind, such as 1 bar in kPa; undefined where one cannot become the other. */
export function convertUnit(value: number, from: string, to: string): number | undefined {
  const [given, wanted] = [unitName(from), unitName(to)];
  if (given === wanted) return value;
  const group = groupOf(given);
  if (!group || !Object.hasOwn(group, wanted)) return undefined;
  const [factor, shift] = pair(group[given]!);
  const [back, backShift] = pair(group[wanted]!);
  return Number(((value * factor + shift - backShift) / back).toPrecision(12));
}

const pair = (entry: number | readonly [number, number]) => (typeof entry === 'number' ? ([entry, 0] as const) : entry);
