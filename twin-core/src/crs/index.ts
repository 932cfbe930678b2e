/** The door 'twin-core/crs': coordinate systems on the ground and vertical datums. The geoid's grid is the server's. */
export { fromShifted, type ShiftedSystem, shiftedSystemOf, toBaiduMercator, toShifted } from './chinese-offset.ts';
export { type CrsReading, readCrs } from './crs-text.ts';
export { type GroundProjector, groundProjector } from './ground-projector.ts';
export { crsOf, fromSystem, type GridSite, isGrid, MAP_SYSTEMS, type MapSystem, toSystem } from './map-system.ts';
export {
  epsgOf,
  fromGeographic,
  type GridPoint,
  gridConvergenceDeg,
  isKnownCrs,
  isWithinCrs,
  type LongitudeLatitude,
  toGeographic,
} from './projection.ts';
export {
  type EllipsoidalHeight,
  fromEllipsoid,
  type SiteHeights,
  toEllipsoid,
  UNLEVELLED_1985_M,
  type VerticalDatum,
} from './vertical.ts';
