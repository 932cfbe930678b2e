/** The door 'twin-core/crs': projected coordinate systems. Heights and the geoid are the server's. */
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
