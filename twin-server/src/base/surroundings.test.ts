import { Catalogue, type DeviceRecord, FACILITIES, localToGeo } from 'twin-core';
import { expect, test } from 'vitest';
import { Surroundings } from './surroundings.ts';

const FRAME = { longitude: 112.55, latitude: 37.87, height: 771, headingDeg: 0 };

const device = (code: string, kind: string, east: number, up = 0): DeviceRecord =>
  ({ code, name: code, kind, location: localToGeo(FRAME, [east, 0, up]) }) as DeviceRecord;

const estate = [
  device('CAM-FAR', 'falling-object-camera', 400),
  device('CAM-2', 'perimeter-analytics', 60),
  device('CAM-1', 'falling-object-camera', 20, 15),
  device('SIREN-1', 'siren-strobe', -40),
  device('SMOKE-1', 'smoke-detector', 5),
  device('HY-2', 'hydrant', 9, 3),
  device('HY-1', 'hydrant', 6),
];

test('6.4.2-5, 7.2.7-5 what is near a device: cameras, sirens and hydrants within reach, nearest first, heights counted', () => {
  const surroundings = new Surroundings(FRAME, new Catalogue(FACILITIES), estate);
  const near = surroundings.near(device('SMOKE-2', 'smoke-detector', 0));
  expect(near.camera).toEqual([
    { code: 'CAM-1', name: 'CAM-1', distanceM: 25 },
    { code: 'CAM-2', name: 'CAM-2', distanceM: 60 },
  ]);
  expect(near.siren.map(({ code }) => code)).toEqual(['SIREN-1']);
  expect(near.hydrant.map(({ code }) => code)).toEqual(['HY-1', 'HY-2']);
  expect(surroundings.near(estate[2]!).camera.map(({ code }) => code)).toEqual(['CAM-2']);
});

test('6.4.2-5 a change of the registry applies at once: a camera that moved, one that came, one that is another thing now', () => {
  const surroundings = new Surroundings(FRAME, new Catalogue(FACILITIES), estate);
  surroundings.note(device('CAM-FAR', 'falling-object-camera', 10));
  surroundings.note(device('CAM-1', 'noise-meter', 20));
  const near = surroundings.near(device('SMOKE-2', 'smoke-detector', 0));
  expect(near.camera.map(({ code }) => code)).toEqual(['CAM-FAR', 'CAM-2']);
});
