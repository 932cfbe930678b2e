import { z } from 'zod';
import type { PlacesPort } from '../../state/ports/places.ts';
import {
  CameraViewEntry,
  CameraViewsReply,
  FeatureManager,
  HeightsReply,
  ZoneEntry,
  ZoneImport,
  ZonesReply,
} from '../../state/records/place.ts';
import { ask, send } from '../http.ts';
import type { Address } from './address.ts';

/** Decimals of degrees that heights are asked for: a centimetre. */
const DECIMALS = 7;

/** Zones, camera views and features that people draw, and the ground's heights. */
export function placesPort(at: Address): PlacesPort {
  const id = encodeURIComponent;
  return {
    zones: async (signal) => (await ask(at('/zones'), ZonesReply, { signal })).items,
    putZone: ({ code, ...zone }, version) =>
      ask(at(`/zones/${id(code)}`), ZoneEntry, { method: 'PUT', body: { ...zone, version } }),
    async removeZone(code, version) {
      await send(at(`/zones/${id(code)}`, { version }), { method: 'DELETE' });
    },
    cameraViews: async (signal) => (await ask(at('/camera-views'), CameraViewsReply, { signal })).items,
    putCameraView: ({ device, ...view }, version) =>
      ask(at(`/camera-views/${id(device)}`), CameraViewEntry, { method: 'PUT', body: { ...view, version } }),
    async removeCameraView(device, version) {
      await send(at(`/camera-views/${id(device)}`, { version }), { method: 'DELETE' });
    },
    async putFeature({ layer, id: feature, ...body }) {
      await send(at(`/layers/${id(layer)}/features/${id(feature)}`), { method: 'PUT', body });
    },
    async removeFeature(layer, feature) {
      await send(at(`/layers/${id(layer)}/features/${id(feature)}`), { method: 'DELETE' });
    },
    async manager(layer, feature, signal) {
      const path = at(`/layers/${id(layer)}/features/${id(feature)}/manager`);
      return (await ask(path, z.object({ manager: FeatureManager.nullable() }), { signal })).manager;
    },
    async heights(places, signal) {
      const points = places.map((place) => place.map((degrees) => degrees.toFixed(DECIMALS)).join(',')).join(';');
      return (await ask(at('/heights', { points }), HeightsReply, { signal })).items;
    },
    zonesFile: (crs) => at('/zones/geojson', { crs }),
    importZones: (file, dry) =>
      ask(at('/zones/geojson'), ZoneImport, { method: 'POST', body: { collection: file, dryRun: dry } }),
  };
}
