/** The door 'twin-core/crs': coordinate systems on the ground and vertical datums. The geoid's grid is the server's. */
export { fromShifted, type ShiftedSystem, shiftedSystemOf, toBaiduMercator, toShifted } from './chinese-offset.ts';
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
