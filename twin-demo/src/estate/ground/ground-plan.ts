import type { BuildingDesign } from '../../ifc/design.ts';
import type { Vec2 } from '../../ifc/shape.ts';
import { codeOf, ESTATE_BUILDINGS } from '../estate-buildings.ts';
import { buildingToSite, toLongitudeLatitude } from '../site-frame.ts';
import { GROUND_LAYERS, type GroundFeature } from './feature.ts';
import { greens, parkingStalls, trees, wallsAndGates } from './landscape.ts';
import { footways, roads } from './roads.ts';
import { surroundings } from './surroundings.ts';

/** The footprint of a building of the estate in the site frame. */
export function footprintInSite(design: BuildingDesign): Vec2[] {
  const building = ESTATE_BUILDINGS.find((each) => codeOf(each) === design.code);
  if (!building) throw new Error(`no building ${design.code} in the estate`);
  return design.footprint.map((at) => buildingToSite(building.at, building.headingDeg, at));
}

/** The whole ground plan in the site frame, lowest layer first. */
export function groundPlan(designs: readonly BuildingDesign[]): GroundFeature[] {
  const above = designs.filter(({ code }) => code !== codeOfGarage());
  const hard = [...roads(), ...footways(), ...greens().filter(({ layer }) => layer !== 'green'), ...parkingStalls()];
  const rings = hard.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? ringsWithoutHoles(geometry.rings) : []));
  const features = [
    ...surroundings(),
    ...greens(),
    ...roads(),
    ...footways(),
    ...parkingStalls(),
    ...wallsAndGates(),
    ...trees(rings, above.map(footprintInSite)),
  ];
  return features.sort((a, b) => GROUND_LAYERS.indexOf(a.layer) - GROUND_LAYERS.indexOf(b.layer));
}

const codeOfGarage = (): string => {
  const found = ESTATE_BUILDINGS.find(({ type }) => type === 'garage');
  return found ? codeOf(found) : '';
};

// A road or walk around something: what lies inside it is not hard ground. Its band is cut into quads.
function ringsWithoutHoles(rings: readonly (readonly Vec2[])[]): (readonly Vec2[])[] {
  const [outer, hole] = rings;
  if (!outer || !hole) return outer ? [outer] : [];
  const inner = [...hole].reverse();
  return outer.flatMap((point, index) => {
    const after = (index + 1) % outer.length;
    const [a, b, c] = [outer[after], inner[after], inner[index]];
    return a && b && c ? [[point, a, b, c]] : [];
  });
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
