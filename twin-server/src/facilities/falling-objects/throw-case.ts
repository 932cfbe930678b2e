import { type CameraCalibration, calibrationIn, type Placement } from 'twin-core';
import type { Opening, Sighting, ThrowCase, Track, Wind } from 'twin-core/geometry';
import { z } from 'zod';

const MOST_POINTS = 2_000;

/** A track as a camera's analysis reports it: seconds on its clock, pixels right and down, with the size of the picture they are of. */
const ReportedTrack = z.looseObject({
  trackPx: z.array(z.tuple([z.number(), z.number(), z.number()])).max(MOST_POINTS),
  framePx: z.tuple([z.number().positive(), z.number().positive()]).optional(),
});
/** An event's own track, and those of other cameras on the same clock. */
const Reported = ReportedTrack.extend({
  alsoSeen: z
    .array(ReportedTrack.extend({ camera: z.string() }))
    .max(8)
    .optional(),
});
type ReportedTrack = z.infer<typeof ReportedTrack>;

/** What stands around a throw when it is traced. */
export interface ThrowScene {
  readonly frame: Placement;
  readonly calibrations: ReadonlyMap<string, CameraCalibration>;
  readonly openings: readonly Opening[];
  readonly wind: Wind;
  readonly groundM: number;
}

/** Codes of the cameras that an event's data tell tracks of, its own first; null where they tell of none. */
export function camerasOf(camera: string, data: unknown): string[] | null {
  const told = Reported.safeParse(data);
  return told.success ? [camera, ...(told.data.alsoSeen ?? []).map((other) => other.camera)] : null;
}

/** The case that an event's data and the scene make. Throws a ZodError where the data tell of no track. */
export function throwCase(camera: string, data: unknown, scene: ThrowScene): ThrowCase {
  const { alsoSeen = [], ...own } = Reported.parse(data);
  const { wind, openings, groundM } = scene;
  return {
    tracks: [trackOf(camera, own, scene), ...alsoSeen.map((other) => trackOf(other.camera, other, scene))],
    wind,
    openings,
    groundM,
  };
}

function trackOf(camera: string, { trackPx, framePx }: ReportedTrack, { frame, calibrations }: ThrowScene): Track {
  const stored = calibrations.get(camera);
  const calibration = stored ? calibrationIn(frame, stored) : null;
  const [across, down] =
    calibration && framePx ? [calibration.widthPx / framePx[0], calibration.heightPx / framePx[1]] : [1, 1];
  const sightings = trackPx.map(([t, u, v]): Sighting => ({ t, u: u * across, v: v * down }));
  return { camera, calibration, sightings };
}
