/** The door 'twin-core/geometry': rings on the ground and what lies in them, and falls traced back to facades. */

export { areaLeftM2, type Surface } from './area-left.ts';
export { type BoundaryGap, boundaryGaps } from './boundary-gaps.ts';
export { checkPlace, checkZone, type PlaceFault, ZONE_SHAPES } from './check-place.ts';
export { type Circle, ringAround } from './circle.ts';
export { boundsOfGeometry, positionsOf, relationOfGeometry } from './feature-relation.ts';
export { type GeodesicPlace, geodesic, geodesicAreaM2, geodesicLengthM, placesAlong, travel } from './geodesic.ts';
export { checkRegion, type Region, type RegionFault, relationOfBuilding } from './region.ts';
export {
  areaOf,
  clipRing,
  disjoint,
  type Extent,
  extentOf,
  findSelfContact,
  isInside,
  type Relation,
  type Ring,
  relationTo,
} from './ring.ts';
export type { Calibration, CalibrationSigma, Enu, Opening, Sighting, ThrowCase, Track, Wind } from './throw/case.ts';
export { type PoseFault, type PosePair, type SolvedPose, solvePose } from './throw/solve-pose.ts';
export {
  type HomeShare,
  type PathPoint,
  type StoreyShare,
  type ThrowTrace,
  UNDETERMINED,
  type Undetermined,
} from './throw/throw-trace.ts';
export { traceThrow } from './throw/trace-throw.ts';
