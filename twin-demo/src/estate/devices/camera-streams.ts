import { readFileSync } from 'node:fs';
import type { CameraStream, DeviceRecord } from 'twin-core';
import type { ClipIndex } from '../../cameras/clip-index.ts';

const CLIPS = new URL('../../../cameras/clips.json', import.meta.url);

/** Where the cameras that have a clip send their pictures: the demonstration's own camera server. */
export function cameraStreams(devices: readonly DeviceRecord[]): CameraStream[] {
  const { clips } = JSON.parse(readFileSync(CLIPS, 'utf8')) as ClipIndex;
  return devices
    .filter(({ code }) => Object.hasOwn(clips, code))
    .flatMap(({ code: camera }): CameraStream[] => [
      { camera, way: 'hls', role: 'main', url: `demo:/${camera}/live.m3u8`, enabled: true },
      { camera, way: 'snapshot', role: 'main', url: `demo:/${camera}/snapshot.jpg`, enabled: true },
    ]);
}
