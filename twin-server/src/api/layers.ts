import { FeatureGeometry, LayerFeature, LayerRecord } from 'twin-core';
import { checkRegion, type Region, ringAround } from 'twin-core/geometry';
import { z } from 'zod';
import { exportCrsOf, writeGeoJson } from '../layers/geojson.ts';
import { coversGreen, GREEN_LIMITS, greenSpaceOf, isGreen } from '../layers/green-space.ts';
import type { ApiDeps } from './deps.ts';
import { type Caller, type Endpoint, endpoint } from './endpoint.ts';
import { decodeCursor, listOf, page, pageIfAsked, pageOf, pageOfWhole, text } from './input.ts';
import { Problem } from './problem.ts';

/** What addresses below /layers mean already. */
const RESERVED = new Set(['ground', 'within', 'features']);
const MOST_POINTS = 10_000;
const BODY_BYTES = 1 << 20;
const MOST_RADIUS_M = 5_600;

const LayerView = LayerRecord.extend({
  updatedAt: z.number().describe('when it or a feature of it last changed, epoch ms'),
});

const bounds = z
  .string()
  .max(200)
  .transform((value, context) => {
    const sides = value.split(',').map((side) => (side.trim() === '' ? NaN : Number(side)));
    const [west = NaN, south = NaN, east = NaN, north = NaN] = sides;
    const fits = sides.length === 4 && Math.abs(west) <= 180 && Math.abs(east) <= 180 && Math.abs(south) <= 90;
    if (fits && Math.abs(north) <= 90 && west <= east && south <= north)
      return [west, south, east, north] as [number, number, number, number];
    context.addIssue({ code: 'custom', message: 'expected west,south,east,north in degrees, the lesser first' });
    return z.NEVER;
  })
  .describe('west,south,east,north in degrees, WGS 84: features whose bounds meet it');

const layerCode = LayerRecord.shape.code;
const ofLayer = z.object({ code: layerCode });
const ofFeature = z.object({ code: layerCode, id: text(200).min(1) });
const words = text(100).describe('every word in name, id or address');
const Position = z.tuple([text(64), text(200)]);

/** What may be changed of a layer; what is not given stays. */
const LayerPatch = z.strictObject({
  name: LayerRecord.shape.name.optional(),
  group: LayerRecord.shape.group.optional(),
  classCode: z.string().nullable().optional(),
  source: z.string().optional(),
  accuracyM: z.number().nonnegative().nullable().optional(),
  surveyDate: z.iso.date().nullable().optional(),
  rights: z.string().nullable().optional(),
  style: LayerRecord.shape.style.unwrap().optional(),
  visible: z.boolean().optional(),
  opacity: z.number().min(0).max(1).optional(),
  order: z.int().optional(),
});

const WithinBody = z
  .strictObject({
    ring: z
      .array(z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]))
      .min(3, 'expected at least 3 points')
      .max(MOST_POINTS, `expected at most ${MOST_POINTS} points`)
      .optional()
      .describe('[longitude, latitude] in degrees, WGS 84; the first point not repeated'),
    circle: z
      .strictObject({
        longitude: z.number().min(-180).max(180),
        latitude: z.number().min(-90).max(90),
        radiusM: z.number().positive().max(MOST_RADIUS_M),
      })
      .optional()
      .describe('taken as a ring of 96 corners and the same area'),
    layers: z.array(layerCode).max(200).optional().describe('these alone'),
    limit: z.int().min(0).max(1000).default(100).describe('items listed, at most 1000; counts are whole'),
  })
  .refine(({ ring, circle }) => (ring === undefined) !== (circle === undefined), 'expected either ring or circle');

const WithinView = z.object({
  count: z.int(),
  layers: z.array(z.object({ layer: z.string(), count: z.int(), whole: z.int() })),
  items: z.array(
    z.object({
      layer: z.string(),
      id: z.string(),
      name: z.string().nullable(),
      whole: z.boolean().describe('it lies wholly inside'),
    }),
  ),
});

const GreenView = z.object({
  siteM2: z.number(),
  greenM2: z.number(),
  ratio: z.number().describe('greenM2 of siteM2, 0 to 1'),
  residents: z.int(),
  perResidentM2: z.number().nullable().describe('null where nobody is registered'),
  layers: z.array(z.string()).describe('codes of the layers it is reckoned from'),
  limits: z.object({ ratio: z.number(), perResidentM2: z.number() }),
});

async function everyOf(features: AsyncIterable<LayerFeature>): Promise<LayerFeature[]> {
  const found: LayerFeature[] = [];
  for await (const feature of features) found.push(feature);
  return found;
}

/** Layers of geographic information, their features, and what of them lies where: clause 6.4.1-9. */
export function layerEndpoints({ layers, registry, imagery, access }: ApiDeps): Endpoint[] {
  const known = async (code: string): Promise<LayerRecord> => {
    const record = await layers.get(code);
    if (!record) throw new Problem('not-found', `no layer ${code}`);
    return record;
  };
  const view = async (code: string): Promise<z.infer<typeof LayerView>> => {
    const stored = (await layers.list()).find(({ record }) => record.code === code);
    if (!stored) throw new Problem('not-found', `no layer ${code}`);
    return { ...stored.record, updatedAt: stored.updatedAt };
  };
  const audited = (caller: Caller, action: string, subject: string) =>
    access.audit.append(caller, { action, subject, result: 'done' });
  return [
    endpoint({
      method: 'get',
      path: '/layers',
      tag: 'layers',
      summary: 'The layers with class, source, accuracy, date, coordinate system and rights',
      right: 'twin.view',
      query: z.strictObject(pageIfAsked()),
      answer: { status: 200, description: 'The lowest first, a page or all of them', schema: listOf(LayerView) },
      handle: async ({ query }) => {
        const views = (await layers.list()).map(({ record, updatedAt }) => ({ ...record, updatedAt }));
        return pageOfWhole(views, query, ({ code: at }) => at);
      },
    }),
    endpoint({
      method: 'put',
      path: '/layers/{code}',
      tag: 'layers',
      summary: 'Stores a layer, new or changed; bounds and count of one with features stay those of its features',
      right: 'model.manage',
      params: ofLayer,
      body: LayerRecord.omit({ code: true }),
      answer: { status: 200, description: 'The layer', schema: LayerView },
      problems: ['conflict', 'unavailable'],
      handle: async ({ params: { code }, body, caller }) => {
        if (RESERVED.has(code)) throw new Problem('conflict', `a layer cannot be called ${code}`);
        await layers.put({ ...body, code });
        await audited(caller, 'layer.put', code);
        return view(code);
      },
    }),
    endpoint({
      method: 'patch',
      path: '/layers/{code}',
      tag: 'layers',
      summary: 'Changes some of what is recorded of a layer',
      right: 'model.manage',
      params: ofLayer,
      body: LayerPatch,
      answer: { status: 200, description: 'The layer', schema: LayerView },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code }, body, caller }) => {
        await layers.put({ ...(await known(code)), ...body });
        await audited(caller, 'layer.change', code);
        return view(code);
      },
    }),
    endpoint({
      method: 'delete',
      path: '/layers/{code}',
      tag: 'layers',
      summary: 'Removes a layer with its features',
      right: 'model.manage',
      params: ofLayer,
      answer: { status: 204, description: 'It is gone' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code }, caller }) => {
        if (!(await layers.remove(code))) throw new Problem('not-found', `no layer ${code}`);
        await imagery.remove(code);
        await audited(caller, 'layer.remove', code);
      },
    }),
    endpoint({
      method: 'get',
      path: '/layers/{code}/features',
      tag: 'layers',
      summary: 'Features of a layer by place and by words',
      right: 'twin.view',
      params: ofLayer,
      query: z.strictObject({ bbox: bounds.optional(), q: words.optional(), ...page(500, 5000) }),
      answer: { status: 200, description: 'A page of features, by id', schema: listOf(LayerFeature) },
      problems: ['not-found'],
      handle: async ({ params: { code }, query: { bbox, q, cursor, limit } }) => {
        await known(code);
        const after = cursor === undefined ? undefined : decodeCursor(cursor, Position);
        const found = await layers.features({ layers: [code], bounds: bbox, text: q, after, limit: limit + 1 });
        return pageOf(found, limit, ({ layer, id }) => [layer, id]);
      },
    }),
    endpoint({
      method: 'get',
      path: '/layers/{code}/features/{id}',
      tag: 'layers',
      summary: 'A feature with its attributes',
      right: 'twin.view',
      params: ofFeature,
      answer: { status: 200, description: 'The feature', schema: LayerFeature },
      problems: ['not-found'],
      handle: async ({ params: { code, id } }) => {
        const feature = await layers.feature(code, id);
        if (!feature) throw new Problem('not-found', `no feature ${id} in layer ${code}`);
        return feature;
      },
    }),
    endpoint({
      method: 'put',
      path: '/layers/{code}/features/{id}',
      tag: 'layers',
      summary: 'Stores a feature, new or changed',
      right: 'model.manage',
      params: ofFeature,
      body: LayerFeature.omit({ layer: true, id: true }).extend({ geometry: FeatureGeometry }),
      bodyLimit: BODY_BYTES,
      answer: { status: 200, description: 'The feature', schema: LayerFeature },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code, id }, body, caller }) => {
        await known(code);
        const feature = { ...body, layer: code, id };
        await layers.putFeatures(code, [feature]);
        await audited(caller, 'layer.feature.put', `${code}/${id}`);
        return feature;
      },
    }),
    endpoint({
      method: 'delete',
      path: '/layers/{code}/features/{id}',
      tag: 'layers',
      summary: 'Removes a feature',
      right: 'model.manage',
      params: ofFeature,
      answer: { status: 204, description: 'It is gone' },
      problems: ['not-found', 'unavailable'],
      handle: async ({ params: { code, id }, caller }) => {
        if (!(await layers.removeFeature(code, id)))
          throw new Problem('not-found', `no feature ${id} in layer ${code}`);
        await audited(caller, 'layer.feature.remove', `${code}/${id}`);
      },
    }),
    endpoint({
      method: 'get',
      path: '/layers/{code}/geojson',
      tag: 'layers',
      summary: 'A layer as a GeoJSON file, in the coordinate system of choice',
      right: 'twin.view',
      params: ofLayer,
      query: z.strictObject({
        crs: text(64)
          .default('EPSG:4326')
          .describe('EPSG:4326, EPSG:4490, GCJ-02, BD-09, or a projected EPSG code such as EPSG:4546 (easting first)'),
      }),
      answer: {
        status: 200,
        description: 'GeoJSON; `crs` names the system where it is not WGS 84',
        schema: z.unknown(),
      },
      problems: ['not-found'],
      handle: async ({ params: { code }, query, setHeader }) => {
        const crs = exportCrsOf(query.crs);
        if (!crs) {
          const reason = `${query.crs} is not known; expected EPSG:4326, EPSG:4490, GCJ-02, BD-09 or a projected EPSG code`;
          throw new Problem('invalid-input', `query.crs: ${reason}`, {
            faults: [{ in: 'query', field: 'crs', reason }],
          });
        }
        const record = await known(code);
        setHeader('Content-Type', 'application/geo+json; charset=utf-8');
        setHeader('Content-Disposition', `attachment; filename="${code}.${crs.name.replace(':', '')}.geojson"`);
        return writeGeoJson(record, layers.every(code), crs);
      },
    }),
    endpoint({
      method: 'get',
      path: '/site/green',
      tag: 'layers',
      summary: 'Green of the estate against the limits of clause 5.7.6',
      right: 'twin.view',
      answer: {
        status: 200,
        description: 'Areas in plan: what is built on, paved or under water is not green',
        schema: GreenView,
      },
      handle: async () => {
        const records = (await layers.list()).map(({ record }) => record);
        const of = async (wanted: (record: LayerRecord) => boolean) =>
          (await Promise.all(records.filter(wanted).map(({ code }) => everyOf(layers.every(code))))).flat();
        const { frame, boundary } = registry.site;
        const [green, covering] = [await of(isGreen), await of(coversGreen)];
        const buildings = [...registry.buildings()]
          .filter(({ storeyCount }) => storeyCount > 0)
          .map(({ footprint }) => footprint);
        const { residentCount: residents } = registry;
        const { layers: from, ...space } = greenSpaceOf({ frame, boundary, buildings, residents, green, covering });
        return { ...space, layers: [...from], limits: GREEN_LIMITS };
      },
    }),
    endpoint({
      method: 'get',
      path: '/features',
      tag: 'layers',
      summary: 'Features of all layers, or of some, by words and by place',
      right: 'twin.view',
      query: z.strictObject({
        q: words.optional(),
        bbox: bounds.optional(),
        layer: text(2000)
          .transform((value) => value.split(',').filter(Boolean))
          .optional()
          .describe('codes of layers, parted by commas'),
        ...page(20),
      }),
      answer: { status: 200, description: 'A page of features, by layer and id', schema: listOf(LayerFeature) },
      handle: async ({ query: { q, bbox, layer, cursor, limit } }) => {
        const after = cursor === undefined ? undefined : decodeCursor(cursor, Position);
        const found = await layers.features({ layers: layer, bounds: bbox, text: q, after, limit: limit + 1 });
        return pageOf(found, limit, (last) => [last.layer, last.id]);
      },
    }),
    endpoint({
      method: 'post',
      path: '/layers/within',
      logged: 'asRead',
      tag: 'layers',
      summary: 'Features in a polygon or a circle drawn on the ground',
      right: 'twin.view',
      body: WithinBody,
      bodyLimit: BODY_BYTES,
      answer: { status: 200, description: 'Whole counts, and a list up to the limit', schema: WithinView },
      handle: async ({ body: { limit, layers: codes, ...area } }) => {
        const found = await layers.within(regionOf(area), codes, limit);
        return { count: found.count, layers: [...found.layers], items: [...found.items] };
      },
    }),
  ];
}

/** The ring asked about. Throws Problem for one that encloses nothing that could be told. */
function regionOf({ ring, circle }: Pick<z.infer<typeof WithinBody>, 'ring' | 'circle'>): Region {
  const field = circle ? 'circle' : 'ring';
  const region = checkRegion({ ring: circle ? ringAround(circle) : ring! });
  if ('reason' in region) {
    const { reason } = region;
    throw new Problem('invalid-input', `body.${field}: ${reason}`, { faults: [{ in: 'body', field, reason }] });
  }
  return region;
}
