import { afterAll, beforeAll, expect, test } from 'vitest';
import { AllowedServers } from '../../engines/outside/allowed-servers.ts';
import { VideoClient } from '../video-client.ts';
import { openOnvifCamera, type SampleOnvifCamera } from './onvif-camera.test-kit.ts';
import { OnvifSession } from './onvif-session.ts';

let camera: SampleOnvifCamera;
beforeAll(async () => {
  camera = await openOnvifCamera('pw');
});
afterAll(() => camera.stop());

test.each([
  ['a name that leads inside', ['localhost'], /localhost leads to an address inside that is not allowed/],
  ['a name that is not listed', ['127.0.0.1'], /localhost is not among the video servers/],
])('8.1.4-2 %s is not asked by ONVIF', async (_title, allowed, reason) => {
  const client = new VideoClient({ allowed: new AllowedServers(allowed) });
  const url = camera.url.replace('127.0.0.1', 'localhost');
  await expect(OnvifSession.open({ url, username: 'operator', password: 'pw' }, client)).rejects.toThrow(reason);
  expect(camera.heard).toEqual([]);
  client.close();
});

test('8.1.4-2 a camera is asked where it is reached, and nowhere that it names: no password goes to others', async () => {
  const client = new VideoClient({ allowed: new AllowedServers(['127.0.0.1']) });
  const session = await OnvifSession.open({ url: camera.url, username: 'operator', password: 'pw' }, client);
  expect((await session.profiles()).map(({ token }) => token)).toEqual(['P1', 'P2']);
  expect(new Set(camera.heard.map((line) => line.split(' ')[0]))).toEqual(
    new Set(['/onvif/device_service', '/onvif/media_service']),
  );
  client.close();
});
