import type { GeoreferenceCode, GeoreferenceFinding } from 'twin-core';

/** What each finding says in English; {name} is filled from its values. Lengths in metres, angles in degrees. */
const TEXTS: Readonly<Record<GeoreferenceCode, string>> = {
  'units.length': 'lengths are in {unit}',
  'units.missing': 'the file names no unit of length: metres are assumed',
  'units.feet': 'map coordinates are in {unit}; read as {other} the place would lie {differenceM} m away',
  'map.read': '{source} puts the model at {easting}, {northing} in {crs}, turned by {rotationDeg}°',
  'map.unit': '{source} is read in units of {unitM} m: in the declared {declaredM} m it lies outside {crs}',
  'map.scale': '{source} scales by {scale}, which no pair of units explains: taken as 1',
  'map.direction': '{source} gives no direction of its X axis: grid east is assumed',
  'map.swapped': '{source} lies within {crs} only with easting and northing exchanged',
  'map.twice':
    'the model is drawn in map coordinates and {source} adds them once more: only the coordinates drawn are used',
  'map.outside': '{source} lies outside the area of {crs} and is not believed',
  'map.crs': "{source} has an unknown CRS '{crs}' and is not believed",
  'site.read': 'IfcSite stands at {latitude}, {longitude}',
  'site.precision': 'IfcSite gives its place to the nearest {precisionM} m only',
  'site.decimal': 'IfcSite gives {axis} as a decimal number of degrees instead of degrees, minutes and seconds',
  'site.minutes':
    'IfcSite gives {axis} with {minutes} minutes and {seconds} seconds, which cannot be, and is not believed',
  'site.signs': 'IfcSite gives {axis} in parts of different sign: the first one counts; added up it would be {sum}°',
  'site.swapped': 'IfcSite has latitude {latitude} and longitude {longitude}, which seem exchanged; not believed',
  'site.outside': 'IfcSite stands at {latitude}, {longitude}, which is not on Earth, and is not believed',
  'site.far': 'IfcSite speaks of a point {distanceM} m from the model and is not believed',
  'site.default': 'IfcSite stands at {latitude}, {longitude}, the default place of {tool}; not believed',
  'north.disagrees': 'TrueNorth turns the model to {northDeg}°, {source} to {headingDeg}°: {differenceDeg}° apart',
  'coordinates.large': 'the model is drawn {distanceM} m from its origin',
  'coordinates.grid': 'the model is drawn at {x}, {y}, coordinates of a national grid, without saying of which',
  'coordinates.confirmed': 'the coordinates drawn are those of {crs}: {residualM} m from where IfcSite stands',
  'height.datum': 'heights are of {datum}; the geoid lies {geoidM} m over the ellipsoid here',
  'height.assumed': 'no vertical datum is named: heights are taken as over sea (EGM96), {geoidM} m over the ellipsoid',
  'height.geoid':
    'two heights of the file differ by {differenceM} m, as sea level and the ellipsoid do here ({geoidM} m): one is of another datum',
  'height.implausible': 'a height of {givenM} m cannot be: {usedM} m is used',
  'places.agree': '{source} and {other} agree: {residualM} m apart',
  'places.disagree': '{source} and {other} disagree: {residualM} m apart',
  none: 'the file says nothing of its place',
};

/** Enough to find a place again to a millimetre, and no digits that mean nothing. */
const DECIMALS: Readonly<Record<string, number>> = { latitude: 6, longitude: 6, scale: 9, unitM: 9, declaredM: 9 };
const OTHER_DECIMALS = 3;

function rounded(name: string, value: string | number): string | number {
  return typeof value === 'number' ? Number(value.toFixed(DECIMALS[name] ?? OTHER_DECIMALS)) : value;
}

/** A finding with its English text. */
export function finding(
  code: GeoreferenceCode,
  verdict: GeoreferenceFinding['verdict'],
  values: Readonly<Record<string, string | number>> = {},
): GeoreferenceFinding {
  const shown = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, rounded(name, value)]));
  const text = TEXTS[code].replace(/\{(\w+)\}/g, (place, name: string) => String(shown[name] ?? place));
  return { code, verdict, values: shown, text };
}
