import { LayerFeature, LayerRecord } from 'twin-core';
import { z } from 'zod';

/** A layer as GET /api/v1/layers gives it. */
export const LayerEntry = LayerRecord.extend({
  /** When it or a feature of it last changed, epoch ms. */
  updatedAt: z.number(),
});
export type LayerEntry = z.infer<typeof LayerEntry>;

export const LayersReply = z.object({ items: z.array(LayerEntry), next: z.string().nullable() });

export const FeaturesReply = z.object({ items: z.array(LayerFeature), next: z.string().nullable() });
export type FeaturesReply = z.infer<typeof FeaturesReply>;

/** What lies in an area: POST /api/v1/layers/within. Counts are whole; the list is cut at the limit asked for. */
export const FeaturesWithin = z.object({
  count: z.int(),
  layers: z.array(z.object({ layer: z.string(), count: z.int(), whole: z.int() })),
  items: z.array(z.object({ layer: z.string(), id: z.string(), name: z.string().nullable(), whole: z.boolean() })),
});
export type FeaturesWithin = z.infer<typeof FeaturesWithin>;

/** What may be changed of a layer. */
export type LayerPatch = Partial<
  Pick<
    LayerRecord,
    | 'name'
    | 'group'
    | 'classCode'
    | 'source'
    | 'accuracyM'
    | 'surveyDate'
    | 'rights'
    | 'style'
    | 'visible'
    | 'opacity'
    | 'order'
  >
>;

/** The green of the estate: GET /api/v1/site/green. */
export const GreenSpace = z.object({
  siteM2: z.number(),
  greenM2: z.number(),
  /** greenM2 of siteM2. */
  ratio: z.number(),
  residents: z.int(),
  /** Null where nobody is registered. */
  perResidentM2: z.number().nullable(),
  layers: z.array(z.string()),
  limits: z.object({ ratio: z.number(), perResidentM2: z.number() }),
});
export type GreenSpace = z.infer<typeof GreenSpace>;
