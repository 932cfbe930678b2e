import { FeatureGeometry } from 'twin-core';
import { z } from 'zod';
import { InputError, reasonOf } from '../../../problem.ts';
import type { PipeFeature } from './read-pipes.ts';

const Collection = z.object({ type: z.literal('FeatureCollection'), features: z.array(z.unknown()) });
const Feature = z.object({
  type: z.literal('Feature'),
  id: z.union([z.string(), z.number()]).optional(),
  geometry: z.unknown(),
  properties: z.record(z.string(), z.unknown()).nullish(),
});

/** Features of a GeoJSON file; a geometry that is none known here is null. Throws InputError for what is no FeatureCollection. */
export function readFeatures(bytes: Uint8Array, file: string): PipeFeature[] {
  const text = new TextDecoder('utf-8').decode(bytes);
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    const what = text.trimStart().startsWith('<') ? 'HTML or XML' : `not JSON (${reasonOf(cause)})`;
    throw new InputError(`${what}: expected a GeoJSON FeatureCollection`, { place: file, cause });
  }
  const collection = Collection.safeParse(json);
  if (!collection.success) throw new InputError('expected a GeoJSON FeatureCollection', { place: file });
  return collection.data.features.map((value, index): PipeFeature => {
    const feature = Feature.safeParse(value);
    if (!feature.success) {
      const issue = feature.error.issues[0];
      throw new InputError(`${issue?.path.join('.') || 'feature'}: ${issue?.message}`, {
        place: `${file}: feature ${index + 1}`,
      });
    }
    const geometry = FeatureGeometry.safeParse(feature.data.geometry);
    return {
      id: feature.data.id === undefined ? null : String(feature.data.id),
      geometry: geometry.success ? geometry.data : null,
      properties: feature.data.properties ?? {},
    };
  });
}
