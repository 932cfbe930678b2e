import { useEffect, useRef } from 'react';
import { type CameraCalibration, calibrationIn, type GeoPoint, localToGeo, type Placement } from 'twin-core';
import { pictureFrame } from 'twin-core/geometry';
import { useCenter } from '../../../kit/center-context.ts';
import type { CameraFrustum, CornerMark } from '../../../state/calibration-controls.ts';
import type { GeoCorner } from '../../../state/records/calibration.ts';
import { useRoom } from '../desk.ts';

/** So far before its lens the picture of a camera is drawn, metres. */
const FRUSTUM_M = 12;

/** Lets corners be picked in the scene, and shows what was matched there and where the camera is taken to stand. */
export function useCornerPicking(
  corners: readonly GeoCorner[] | null,
  marks: readonly CornerMark[],
  calibration: CameraCalibration | null,
  onPick: (corner: GeoPoint) => void,
): void {
  const { site } = useCenter();
  const controls = useRoom()?.site?.calibration ?? null;
  const latest = useRef(onPick);
  useEffect(() => {
    latest.current = onPick;
  });
  useEffect(() => {
    if (!controls || !corners) return;
    controls.begin(corners, (corner) => latest.current(corner));
    return () => controls.end();
  }, [controls, corners]);
  useEffect(() => {
    if (!controls || !corners) return;
    controls.show(marks, calibration && frustumOf(site.frame, calibration));
  }, [controls, corners, marks, calibration, site.frame]);
}

function frustumOf(frame: Placement, calibration: CameraCalibration): CameraFrustum {
  const corners = pictureFrame(calibrationIn(frame, calibration), FRUSTUM_M);
  return { from: calibration.location, corners: corners.map((corner) => localToGeo(frame, corner)) };
}
