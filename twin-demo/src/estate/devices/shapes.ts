import { box, prism, type Shape, type Vec2 } from '../../ifc/shape.ts';

function octagon(radius: number): Vec2[] {
  return Array.from({ length: 8 }, (_, index) => {
    const a = ((index + 0.5) * Math.PI) / 4;
    return [Math.round(Math.cos(a) * radius * 1e4) / 1e4, Math.round(Math.sin(a) * radius * 1e4) / 1e4];
  });
}

/** A point detector under a ceiling: its origin is on the ceiling. */
export const CEILING_DETECTOR: Shape = [prism('device', octagon(0.07), -0.06, 0.06)];
/** A wall box of a detector or sensor, its back at y = 0 and looking to −y. */
export const WALL_BOX: Shape = [box('device', [-0.06, -0.05, -0.09], [0.12, 0.05, 0.18])];
/** A sounder with strobe on a wall. */
export const SIREN: Shape = [
  box('deviceRed', [-0.07, -0.06, -0.1], [0.14, 0.06, 0.14]),
  box('device', [-0.04, -0.06, 0.05], [0.08, 0.05, 0.05]),
];
/** The cabinet of an e-bike charger on a back wall. */
export const EBIKE_CHARGER: Shape = [
  box('device', [-0.3, -0.16, -0.4], [0.6, 0.16, 0.8]),
  box('deviceDark', [-0.22, -0.17, 0.05], [0.44, 0.02, 0.22]),
];
/** One outlet of an e-bike charger. */
export const PORT: Shape = [box('deviceDark', [-0.05, -0.07, -0.06], [0.1, 0.07, 0.12])];
/** A car charger on a column or wall. */
export const CAR_CHARGER: Shape = [
  box('device', [-0.2, -0.15, -0.3], [0.4, 0.15, 0.6]),
  box('deviceDark', [-0.12, -0.16, 0.05], [0.24, 0.02, 0.16]),
];
/** A switch cabinet on the floor, its origin a metre above it. */
export const CABINET: Shape = [
  box('device', [-0.4, -0.4, -0.95], [0.8, 0.4, 1.8]),
  box('deviceDark', [-0.3, -0.41, 0.45], [0.6, 0.02, 0.2]),
];
/** A hydrant in its box on a wall. */
export const HYDRANT_BOX: Shape = [
  box('deviceRed', [-0.35, -0.2, -0.4], [0.7, 0.2, 0.8]),
  box('device', [-0.25, -0.21, -0.1], [0.5, 0.02, 0.3]),
];
/** Two couplings of a riser on an outer wall. */
export const RISER_INLET: Shape = [
  box('deviceRed', [-0.25, -0.08, -0.15], [0.5, 0.08, 0.3]),
  box('device', [-0.18, -0.2, -0.06], [0.12, 0.12, 0.12]),
  box('device', [0.06, -0.2, -0.06], [0.12, 0.12, 0.12]),
];
/** A loudspeaker on a wall, under the ceiling. */
export const CEILING_SPEAKER: Shape = [box('device', [-0.12, -0.1, -0.08], [0.24, 0.1, 0.16])];
/** A camera on a wall: a bracket and a dome. */
export const DOME_CAMERA: Shape = [
  box('device', [-0.05, -0.06, -0.02], [0.1, 0.06, 0.06]),
  prism('deviceDark', octagon(0.05), -0.1, 0.08),
];
