import { expect, test } from 'vitest';
import type { CameraEntry } from '../../state/records/camera.ts';
import { chooseCameras, WALL_TILES } from './wall-cameras.ts';

const camera = (code: string): CameraEntry => ({ code, kind: code.slice(0, 2) }) as CameraEntry;
const all = ['FO-1', 'FO-2', 'PV-1', ...Array.from({ length: 12 }, (_, at) => `VC-${at}`)].map(camera);
const isVideo = ({ kind }: CameraEntry) => kind === 'VC';
const codes = (ofAlarm: string[], wished: string[] = []) =>
  chooseCameras(all, ofAlarm, wished, isVideo).map(({ code }) => code);

test('7.2.4-4 the cameras of the alarm come first, then those of the wall; nine, and none twice', () => {
  expect(codes([])).toEqual(Array.from({ length: WALL_TILES }, (_, at) => `VC-${at}`));
  expect(codes(['PV-1', 'VC-3', 'GONE'], ['FO-2', 'PV-1']).slice(0, 4)).toEqual(['PV-1', 'VC-3', 'FO-2', 'VC-0']);
  expect(codes(['PV-1', 'VC-3'])).toHaveLength(WALL_TILES);
});
