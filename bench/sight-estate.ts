import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { CameraView, DeviceRecord, geoToLocal, HouseRecord, SiteFile } from 'twin-core';
import { z } from 'zod';
import { GroundPlan } from '../twin-server/src/base/site-base.ts';
import type { Estate, SightCamera } from '../twin-server/src/sight/estate.ts';
import { keyPlaces, outsideBlocks } from '../twin-server/src/sight/key-places.ts';

/** The demonstration's estate from its files, on flat ground, and its cameras. */
export async function readDemoEstate(
  models: string,
  tilesets: string,
): Promise<{ estate: Estate; cameras: SightCamera[] }> {
  const read = async <T>(file: string, schema: z.ZodType<T>) =>
    schema.parse(JSON.parse(await readFile(join(models, file), 'utf8')));
  const site = await read('site.json', SiteFile);
  const { frame } = site;
  const [plan, devices, houses, views] = await Promise.all([
    read(site.ground, GroundPlan),
    read(site.data.devices, z.array(DeviceRecord)),
    read(site.data.houses, z.array(HouseRecord)),
    read(site.data.cameraViews!, z.array(CameraView)),
  ]);
  const local = ([longitude, latitude]: readonly [number, number]) => {
    const [x, y] = geoToLocal(frame, { longitude, latitude, height: frame.height });
    return [x, y] as const;
  };
  const shells = await Promise.all(
    site.buildings.map(async ({ code, placement }) => {
      const file = join(tilesets, code, 'shell.bin');
      return { building: code, file, stamp: String((await stat(file)).mtimeMs), placement };
    }),
  );
  const estate: Estate = {
    frame,
    shells,
    blocks: outsideBlocks(plan.features, local),
    ground: null,
    boundary: site.boundary.map(local),
    fences: site.zones.flatMap(({ kind, geometry }) =>
      kind === 'fence' && geometry.type === 'LineString' ? [geometry.coordinates.map(local)] : [],
    ),
    places: keyPlaces(plan.features, site.zones, devices, frame),
    homes: houses.flatMap(({ code, ifcSpaceGuid }) =>
      ifcSpaceGuid === null ? [] : [{ house: code, space: ifcSpaceGuid }],
    ),
    homeBuildings: [...new Set(houses.map(({ building }) => building))],
  };
  const deviceOf = new Map(devices.map((device) => [device.code, device]));
  const cameras = views.flatMap(({ device, ...seen }) => {
    const record = deviceOf.get(device);
    if (!record) return [];
    const [x, y, height] = geoToLocal(frame, record.location);
    return [{ code: device, x, y, z: height, ...seen }];
  });
  return { estate, cameras };
}
