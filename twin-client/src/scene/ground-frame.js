import { geoToLocal, localToGeo } from 'twin-core';
/** The site frame turned to true north, so that its x and y run along longitude and latitude. */
export function northFrame(frame) {
  return { ...frame, headingDeg: 0 };
}
/** The square around a ring of [longitude, latitude], `marginM` metres wider on each side. */
export function squareAround(frame, ring, marginM) {
  const north = northFrame(frame);
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [longitude, latitude] of ring) {
    const [x, y] = geoToLocal(north, { longitude, latitude, height: frame.height });
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  const half = Math.max(maxX - minX, maxY - minY) / 2 + marginM;
  const [x, y] = [(minX + maxX) / 2, (minY + maxY) / 2];
  return { west: x - half, south: y - half, east: x + half, north: y + half };
}
/** Corners of a local rectangle in degrees. */
export function degreesOf(frame, rectangle) {
  const north = northFrame(frame);
  const low = localToGeo(north, [rectangle.west, rectangle.south, 0]);
  const high = localToGeo(north, [rectangle.east, rectangle.north, 0]);
  return { west: low.longitude, south: low.latitude, east: high.longitude, north: high.latitude };
}
/** The part of a square that tile (x, y) of `level` covers: 2^level tiles a side, row 0 in the north. */
export function tileWindow(square, x, y, level) {
  const size = (square.east - square.west) / 2 ** level;
  const west = square.west + x * size;
  const north = square.north - y * size;
  return { west, south: north - size, east: west + size, north };
}
/** [longitude, latitude] in degrees to [x, y] in metres of the north frame. */
export function toGround(frame, [longitude, latitude]) {
  const [x, y] = geoToLocal(frame, { longitude, latitude, height: frame.height });
  return [x, y];
}
