import { FeatureGeometry, type LayerFeature, LayerRecord } from 'twin-core';
import type { Layers } from './layers.ts';

/** A feature of a site's ground plan: GeoJSON whose `layer` says what it is. */
export interface PlanFeature {
  readonly geometry: unknown;
  readonly properties: Readonly<Record<string, unknown>> & { readonly layer: string };
}

/** Layers that a ground plan becomes: by the plan's own name, the lowest first. Class codes of GB/T 13923. */
const PLAN_LAYERS: Readonly<
  Record<string, Pick<LayerRecord, 'code' | 'name' | 'group' | 'classCode'> & { readonly style?: LayerRecord['style'] }>
> = {
  outside: {
    code: 'neighbors',
    name: { zh: '周边建筑', en: 'Neighboring buildings' },
    group: 'surroundings',
    classCode: '310000',
  },
  green: { code: 'green', name: { zh: '绿地', en: 'Green' }, group: 'ground', classCode: '820000' },
  water: { code: 'water', name: { zh: '水面', en: 'Water' }, group: 'ground', classCode: '230000' },
  plaza: { code: 'plazas', name: { zh: '广场', en: 'Plazas' }, group: 'ground', classCode: '380000' },
  court: { code: 'courts', name: { zh: '活动场地', en: 'Courts' }, group: 'ground', classCode: '340000' },
  path: { code: 'paths', name: { zh: '步道', en: 'Paths' }, group: 'ground', classCode: '440000' },
  road: { code: 'roads', name: { zh: '道路', en: 'Roads' }, group: 'ground', classCode: '430000' },
  parking: { code: 'parking', name: { zh: '停车位', en: 'Parking' }, group: 'ground', classCode: '450000' },
  fireLane: {
    code: 'fire-lanes',
    name: { zh: '消防车道与登高场地', en: 'Fire lanes' },
    group: 'emergency',
    classCode: '430000',
  },
  tree: { code: 'trees', name: { zh: '树木', en: 'Trees' }, group: 'ground', classCode: '820000' },
  gate: { code: 'gates', name: { zh: '出入口', en: 'Gates' }, group: 'ground', classCode: '380000' },
  wall: { code: 'walls', name: { zh: '围墙', en: 'Walls' }, group: 'ground', classCode: '380000' },
  evacuation: {
    code: 'evacuation-routes',
    name: { zh: '疏散路线', en: 'Evacuation routes' },
    group: 'emergency',
    classCode: '430000',
    style: { line: '#7fc4a4', lineWidthM: 1.6, dashM: [5, 2.5] },
  },
  shelter: {
    code: 'shelters',
    name: { zh: '应急避难场所', en: 'Emergency shelters' },
    group: 'emergency',
    classCode: '340000',
    style: { fill: '#2f5a4a', line: '#7fc4a4', lineWidthM: 1, label: 'name' },
  },
};

/** What rooms do not draw as part of the ground plan: it is drawn as any layer is. */
const DRAWN_AS_LAYERS = new Set(['evacuation', 'shelter']);

/** What is said of all of them. */
export interface PlanOrigin {
  readonly source: string;
  readonly accuracyM: number | null;
  readonly surveyDate: string | null;
  readonly crs: string;
  readonly rights: string | null;
}

/** Makes the layers of a site's ground plan that are not there yet; those that are stay as they are. Returns their codes. */
export async function addPlanLayers(
  layers: Layers,
  features: readonly PlanFeature[],
  boundary: { readonly name: string; readonly ring: readonly (readonly [number, number])[] },
  origin: PlanOrigin,
): Promise<string[]> {
  const known = new Set((await layers.list()).map(({ record }) => record.code));
  const added: string[] = [];
  const add = async (record: LayerRecord, made: readonly LayerFeature[]) => {
    if (known.has(record.code) || made.length === 0) return;
    await layers.putWhole(record, made);
    added.push(record.code);
  };
  for (const [order, [plan, described]] of Object.entries(PLAN_LAYERS).entries()) {
    const style = DRAWN_AS_LAYERS.has(plan) ? described.style : { plan };
    const record = LayerRecord.parse({ ...described, ...origin, kind: 'features', style, order: order * 10 });
    await add(record, featuresOf(record.code, plan, features));
  }
  const record = LayerRecord.parse({
    code: 'boundary',
    name: { zh: '小区边界', en: 'Estate boundary' },
    kind: 'features',
    group: 'ground',
    classCode: '310000',
    style: { plan: 'boundary' },
    order: 1000,
    ...origin,
  });
  const closed = [...boundary.ring, boundary.ring[0]!].map(([x, y]) => [x, y] as [number, number]);
  await add(record, [
    {
      layer: record.code,
      id: 'boundary',
      name: boundary.name,
      geometry: { type: 'Polygon', coordinates: [closed] },
      properties: {},
    },
  ]);
  return added;
}

function featuresOf(layer: string, plan: string, features: readonly PlanFeature[]): LayerFeature[] {
  return features
    .filter(({ properties }) => properties.layer === plan)
    .flatMap(({ geometry, properties: { layer: _plan, ...properties } }, i) => {
      const shape = FeatureGeometry.safeParse(geometry);
      if (!shape.success) return [];
      const name = typeof properties.name === 'string' ? properties.name : null;
      return [{ layer, id: `${plan}-${i + 1}`, name, geometry: shape.data, properties }];
    });
}
