import { Cartesian3, Math as CesiumMath, Matrix3, Matrix4, Transforms } from '@cesium/engine';
import type { Placement } from 'twin-core';

/** The matrix from a building's frame (metres, x right, y forward, z up) to earth-centred coordinates (metres). */
export function placementMatrix({ longitude, latitude, height, headingDeg }: Placement): Matrix4 {
  const origin = Cartesian3.fromDegrees(longitude, latitude, height);
  const turn = Matrix3.fromRotationZ(-CesiumMath.toRadians(headingDeg));
  return Matrix4.multiplyByMatrix3(Transforms.eastNorthUpToFixedFrame(origin), turn, new Matrix4());
}
