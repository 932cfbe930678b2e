import type { Medium, NetworkEdgeKind, NetworkNodeKind } from 'twin-core';

/** Properties that files call by these names, the first that is there counts; Chinese ones are those of pipe surveys (CJJ 61). */
export const PIPE_FIELDS = {
  id: ['id', 'code', 'fid', '管线编号', '编号', '物探点号'],
  name: ['name', '名称'],
  kind: ['kind', 'type', '类型', '附属物', '特征'],
  medium: ['medium', 'network', '管类', '管线类型', '介质'],
  diameter: ['diameterMm', 'diameter', 'dn', 'DN', '管径', '断面尺寸'],
  depth: ['depthM', 'depth', '埋深'],
  startDepth: ['startDepthM', '起点埋深'],
  endDepth: ['endDepthM', '终点埋深'],
  material: ['material', '材质'],
  year: ['year', 'builtYear', '埋设年代', '建设年代'],
  owner: ['owner', '权属单位'],
  from: ['from', 'startNode', '起点点号'],
  to: ['to', 'endNode', '终点点号'],
  closed: ['closed'],
  oneWay: ['oneWay'],
  building: ['building'],
  unit: ['unit'],
  demand: ['demandLps'],
} as const;
export type PipeField = keyof typeof PIPE_FIELDS;

/** Field names that a user gives instead. */
export type PipeFieldNames = Partial<Readonly<Record<PipeField, string>>>;

/** Values of a feature's properties by what they mean, and what else it has. */
export function readFields(
  properties: Readonly<Record<string, unknown>>,
  names: PipeFieldNames,
): { readonly fields: Partial<Record<PipeField, unknown>>; readonly rest: Record<string, unknown> } {
  const fields: Partial<Record<PipeField, unknown>> = {};
  const used = new Set<string>();
  for (const field of Object.keys(PIPE_FIELDS) as PipeField[]) {
    const given = names[field];
    for (const name of given === undefined ? PIPE_FIELDS[field] : [given]) {
      const value = properties[name];
      if (value === undefined || value === null || value === '') continue;
      fields[field] ??= value;
      used.add(name);
    }
  }
  return { fields, rest: Object.fromEntries(Object.entries(properties).filter(([name]) => !used.has(name))) };
}

const MEDIA: readonly (readonly [Medium, RegExp])[] = [
  ['water', /^(water|ws|js|drinking.*|supply)$|给水|供水|自来水|消防/i],
  ['sewage', /^(sewage|sewer|waste ?water|storm.*|rain.*|drain.*|ps|wssy)$|污水|雨水|排水|雨污/i],
  ['gas', /^(gas|rq|natural.?gas)$|燃气|天然气|煤气/i],
  ['power', /^(power|electric.*|dl|lighting)$|电力|供电|路灯/i],
  ['heat', /^(heat.*|district.?heat.*|rl|steam)$|热力|供热|蒸汽/i],
  ['telecom', /^(telecom.*|tele|fibre|fiber|cable.?tv|dx|data)$|通信|电信|光缆|移动|联通|有线/i],
];

/** The medium that a word means; null for none known here. */
export function mediumOf(word: unknown): Medium | null {
  if (typeof word !== 'string') return null;
  return MEDIA.find(([, pattern]) => pattern.test(word.trim()))?.[0] ?? null;
}

const NODES: readonly (readonly [NetworkNodeKind, RegExp])[] = [
  ['hydrant', /hydrant|消火栓|消防栓/i],
  ['valve', /valve|阀/i],
  ['manhole', /manhole|chamber|inspection|检查井|窨井|人孔|雨水口|井$/i],
  ['switch', /switch|breaker|开关|环网柜|分支箱/i],
  ['regulator', /regulator|调压/i],
  ['pump', /pump|泵/i],
  ['tank', /tank|水箱|水池|蓄水/i],
  ['reservoir', /reservoir|水库|水源/i],
  ['transformer', /transformer|变压器|箱变|变电/i],
  ['source', /source|inlet|supply|接入|进线|气源|热源/i],
  ['outfall', /outfall|排放口|出水口|排口/i],
  ['cabinet', /cabinet|配电箱|电表箱|交接箱/i],
  ['connection', /connection|service|house|user|入户|用户|接户/i],
  ['junction', /junction|tee|elbow|bend|三通|四通|弯头|直线点|变径/i],
];

/** The kind of node that a word means; null for none known here. */
export function nodeKindOf(word: unknown): NetworkNodeKind | null {
  if (typeof word !== 'string') return null;
  return NODES.find(([, pattern]) => pattern.test(word.trim()))?.[0] ?? null;
}

/** Cables where power and words run, pipes elsewhere, unless the word says otherwise. */
export function edgeKindOf(word: unknown, medium: Medium): NetworkEdgeKind {
  if (typeof word === 'string') {
    if (/duct|沟|管块|排管/i.test(word)) return 'duct';
    if (/cable|缆/i.test(word)) return 'cable';
    if (/pipe|管/i.test(word)) return 'pipe';
  }
  return medium === 'power' || medium === 'telecom' ? 'cable' : 'pipe';
}

/**
 * A diameter in millimetres: a number, `DN200`, `Φ110`, or a section such as `600x400`, which is drawn round with the same area.
 * Null for none; undefined for what is no diameter.
 */
export function diameterOf(value: unknown): number | null | undefined {
  if (value === undefined || value === null || value === '') return null;
  const text = String(value).trim();
  const section = /^(\d+(?:\.\d+)?)\s*[x×*X]\s*(\d+(?:\.\d+)?)$/.exec(text);
  if (section) return Math.round(2 * Math.sqrt((Number(section[1]) * Number(section[2])) / Math.PI));
  const plain = /^(?:DN|De|D|Φ|φ|ø)?\s*(\d+(?:\.\d+)?)\s*(?:mm)?$/i.exec(text);
  const number = plain ? Number(plain[1]) : Number.NaN;
  return number > 0 && number < 20_000 ? number : undefined;
}
