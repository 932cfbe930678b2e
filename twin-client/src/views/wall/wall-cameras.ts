import type { CameraListed } from '../../state/records/camera.ts';

/** Tiles of the wall at least (7.2.10-3). */
export const WALL_TILES = 9;

/**
 * The cameras that the wall shows: those of the alarm first, then those asked for, then others, in the order of the list, with those that
 * are of the video system itself before those that only watch for one thing.
 */
export function chooseCameras(
  all: readonly CameraListed[],
  ofAlarm: readonly string[],
  wished: readonly string[],
  isVideo: (camera: CameraListed) => boolean,
): CameraListed[] {
  const byCode = new Map(all.map((camera) => [camera.code, camera]));
  const others = [...all.filter(isVideo), ...all.filter((camera) => !isVideo(camera))].map(({ code }) => code);
  const codes = new Set([...ofAlarm, ...wished, ...others]);
  return [...codes].flatMap((code) => byCode.get(code) ?? []).slice(0, WALL_TILES);
}
