import type { BuildingDesign } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import { codeOf, ESTATE_BUILDINGS } from '../estate-buildings.ts';
import { insetRing } from '../plan/outline.ts';
import { buildingToSite, toLongitudeLatitude } from '../site-frame.ts';
import { footways } from './access.ts';
import { emergencyPlan } from './emergency.ts';
import { area, GROUND_LAYERS, type GroundFeature } from './feature.ts';
import { greens, parkingStalls, wallsAndGates } from './landscape.ts';
import { avenueTrees, lawnTrees } from './planting.ts';
import { avenueRows, roads } from './roads.ts';
import { surroundings } from './surroundings.ts';

/** Width of the paved strip around a house (散水), metres. */
const APRON_M = 1;

/** The footprint of a building of the estate in the site frame. */
export function footprintInSite(design: BuildingDesign): Vec2[] {
  const building = ESTATE_BUILDINGS.find((each) => codeOf(each) === design.code);
  if (!building) throw new Error(`no building ${design.code} in the estate`);
  return design.footprint.map((at) => buildingToSite(building.at, building.headingDeg, at));
}

/** The whole ground plan in the site frame, lowest layer first. */
export function groundPlan(designs: readonly BuildingDesign[]): GroundFeature[] {
  const typeOf = new Map(ESTATE_BUILDINGS.map((building) => [codeOf(building), building.type]));
  const above = designs.filter(({ code }) => typeOf.get(code) !== 'garage');
  const footprints = above.map(footprintInSite);
  // The gates stand over their roads.
  const aprons = above
    .filter(({ code }) => !typeOf.get(code)?.endsWith('Gate'))
    .map((design) => {
      const ring = insetRing(footprintInSite(design), () => -APRON_M);
      return area('path', ring, { name: '散水' });
    });
  const hard = [...roads(), ...footways(), ...greens().filter(({ layer }) => layer !== 'green'), ...parkingStalls()];
  const obstacles = {
    hard: hard.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.rings] : [])),
    buildings: footprints,
  };
  const avenue = avenueTrees(avenueRows(), obstacles);
  const features = [
    ...surroundings(),
    ...greens(),
    ...roads(),
    ...footways(),
    ...aprons,
    ...parkingStalls(),
    ...wallsAndGates(),
    ...avenue,
    ...lawnTrees(avenue, obstacles),
    ...emergencyPlan(),
  ];
  return features.sort((a, b) => GROUND_LAYERS.indexOf(a.layer) - GROUND_LAYERS.indexOf(b.layer));
}

const position = (at: Vec2): [number, number] => toLongitudeLatitude(at);
const closed = (ring: readonly Vec2[]): [number, number][] => {
  const positions = ring.map(position);
  const [first] = positions;
  return first ? [...positions, first] : [];
};

/** The plan as GeoJSON in WGS 84: properties.layer says what a feature is, heights and widths are in metres. */
export function toGeoJson(features: readonly GroundFeature[]): unknown {
  return {
    type: 'FeatureCollection',
    features: features.map(({ layer, geometry, properties }) => ({
      type: 'Feature',
      properties: { layer, ...properties },
      geometry:
        geometry.type === 'Polygon'
          ? { type: 'Polygon', coordinates: geometry.rings.map(closed) }
          : geometry.type === 'LineString'
            ? { type: 'LineString', coordinates: geometry.line.map(position) }
            : { type: 'Point', coordinates: position(geometry.at) },
    })),
  };
}
