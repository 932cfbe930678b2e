import type { ZoneRecord } from 'twin-core';
import type { Api } from '../../../state/api.ts';
import { geometryOf } from '../../../state/place/place-shape.ts';
import { Problem } from '../../../state/problem.ts';
import { EMERGENCY_LAYERS, type Place, placeOfFeature, viewOfLine } from './place.ts';

/** Refuses to write over what somebody else changed: features of layers have no version of their own, so they are read again. */
async function checkFeature(api: Api, layer: string, { code, version }: Place): Promise<void> {
  const standing = await api.layers.feature(layer, code).catch((cause: unknown) => {
    if (cause instanceof Problem && cause.status === 404) return null;
    throw cause;
  });
  const found = standing && placeOfFeature(standing);
  if ((found?.version ?? null) !== version) throw new Problem(409, `${code} was changed by somebody since it was read`);
}

/** Stores a place. Rejects with a Problem: status 409 where somebody else changed it. */
export async function savePlace(api: Api, place: Place): Promise<void> {
  const { kind, code, name, shape, version, properties, camera } = place;
  if (kind === 'cameraView') {
    if (!camera) throw new Error('a view without a camera');
    const { at, tiltDeg, angleDeg } = camera;
    await api.places.putCameraView({ device: code, ...viewOfLine(at, shape), tiltDeg, angleDeg }, version);
    return;
  }
  const geometry = geometryOf(shape);
  if (kind === 'shelter' || kind === 'route') {
    const layer = EMERGENCY_LAYERS[kind];
    await checkFeature(api, layer, place);
    await api.places.putFeature({
      layer,
      id: code,
      name,
      geometry: geometry as never,
      properties: { ...properties },
    });
    return;
  }
  await api.places.putZone({ code, name, kind, geometry: geometry as ZoneRecord['geometry'] }, version);
}

/** Removes a stored place. Rejects with a Problem: status 409 where somebody else changed it, or devices refer to it. */
export async function removePlace(api: Api, place: Place): Promise<void> {
  const { kind, code, version } = place;
  if (kind === 'shelter' || kind === 'route') {
    const layer = EMERGENCY_LAYERS[kind];
    await checkFeature(api, layer, place);
    await api.places.removeFeature(layer, code);
  } else if (kind === 'cameraView') await api.places.removeCameraView(code, version ?? '');
  else await api.places.removeZone(code, version ?? '');
}
