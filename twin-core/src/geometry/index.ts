/** The door 'twin-core/geometry': rings on the ground and what lies in them, falls traced back to facades, routes through buildings, what cameras see. */

export { areaLeftM2, type Surface } from './area-left.ts';
export { type BoundaryStretch, boundaryGaps, nearLines } from './boundary-gaps.ts';
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
export { type Clearing, clear, type LeavingGroup } from './routes/clearing.ts';
export { type HeldObstruction, holdObstructions, type Obstruction } from './routes/obstructions.ts';
export { type Ground, type GroundPoint, type GroundWay, OutdoorGround } from './routes/outdoor-ground.ts';
export {
  type EscapeRoute,
  type NoRoute,
  RouteNetwork,
  type RoutePlan,
  type RouteStep,
  walkSeconds,
} from './routes/route-network.ts';
export { assignShelters, type Evacuated, type ShelterChoice, type ShelterRoom } from './routes/shelters.ts';
export { type FireAt, type OpenFireDoor, spreadFire, THICK_SMOKE_PCT_M } from './routes/spread-fire.ts';
export { type WalkStart, type WalkTime, walkTimes } from './routes/walk-times.ts';
export { WalkableEdge, WalkableFile, WalkableFinding, WalkablePortal, WalkableSpace } from './routes/walkable.ts';
export { WALKING } from './routes/walking.ts';
export {
  type Coverage,
  type CoverageSubject,
  coverageOf,
  type KeyPlace,
  pointsSeen,
} from './sight/coverage.ts';
export { type FacadeSamples, sampleFacades } from './sight/facade-samples.ts';
export { outerCorners } from './sight/outer-corners.ts';
export { monitorReachM, type PrivacyMask, privacyMask } from './sight/privacy-mask.ts';
export { openScene, placeShell, type ScenePart, type SceneSurface, type SightScene } from './sight/scene.ts';
export { decodeShell, ELEMENT_STRIDE, encodeShell, type Shell } from './sight/shell-file.ts';
export { calibratedCamera, isFlat, PICTURE_ASPECT, type SightCamera } from './sight/sight-camera.ts';
export { blockPart, type GroundGrid, groundHeight, groundPart } from './sight/stand-ins.ts';
export { solsticePath, sunHours } from './sight/sun-hours.ts';
export { sunPosition, winterSolstice } from './sight/sun-position.ts';
export { TriangleTree } from './sight/triangle-tree.ts';
export { windowPoints } from './sight/window-points.ts';
export type { Calibration, CalibrationSigma, Enu, Opening, Sighting, ThrowCase, Track, Wind } from './throw/case.ts';
export { pairResiduals, pictureFrame, picturePoints, rootMeanSquare } from './throw/picture-points.ts';
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
