import { Catalogue, type Device, FACILITIES } from 'twin-core';
import { expect, test } from 'vitest';
import { comparableStreams, type Stream, streamKey } from './comparable.ts';

const catalogue = new Catalogue(FACILITIES);
const deviceOf = (code: string, deviceKind: string): Device =>
  ({ code, name: code, deviceKind, properties: catalogue.kind(deviceKind)!.properties }) as unknown as Device;
const devices = [
  deviceOf('EN-AIR-02', 'air-station'),
  deviceOf('EN-WX-01', 'weather-station'),
  deviceOf('EN-AIR-01', 'air-station'),
  deviceOf('EN-NOI-01', 'noise-meter'),
];
const streamOf = (device: Device, property: string): Stream => ({
  device,
  property,
  declared: catalogue.property(device.deviceKind, property)!,
});
const pm25 = streamOf(devices[2]!, 'pm25');
const ask = (typed: string, most = 50) =>
  comparableStreams(catalogue, devices, pm25, {
    typed,
    most,
    nameOf: ({ device, declared }) => `${device.name} ${declared.label.zh}`,
  });

test('charts are compared with datastreams of the same unit alone: of the device first, then of its kind', () => {
  const found = ask('');
  expect(found.length).toBeGreaterThan(1);
  expect(found.every(({ declared }) => declared.unit === pm25.declared.unit && declared.type === 'number')).toBe(true);
  expect(found.map(streamKey)).not.toContain('EN-AIR-01/pm25');
  expect(found[0]!.device.code).toBe('EN-AIR-01');
  expect(found.map(streamKey)).toContain('EN-AIR-02/pm25');
  expect(found.some(({ device }) => device.deviceKind === 'noise-meter')).toBe(false);
});

test('what is typed narrows them, and no more are told than asked for', () => {
  expect(ask('air-02').every(({ device }) => device.code === 'EN-AIR-02')).toBe(true);
  expect(ask('nothing like it')).toEqual([]);
  expect(ask('', 1).length).toBe(1);
});
