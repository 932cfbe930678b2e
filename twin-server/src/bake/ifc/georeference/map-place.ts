import type { GeoreferenceFinding } from 'twin-core';
import { epsgOf, isKnownCrs, isWithinCrs, toGeographic } from 'twin-core/crs';
import type { Vector3 } from '../frame.ts';
import { finding } from './finding.ts';
import { isGridLike } from './grid-guess.ts';
import { footFinding } from './length-unit.ts';
import type { MapStatement } from './map-statement.ts';

/** A point in a projected CRS, metres, and how the model's axes lie there. */
export interface GridPlace {
  readonly crs: string;
  readonly easting: number;
  readonly northing: number;
  /** Over the vertical datum, metres. */
  readonly height: number;
  /** Direction of the project's +X, degrees counter-clockwise from grid east. */
  readonly rotationDeg: number;
}

/** What a map statement comes to for the origin of the building frame. */
export interface MapPlace extends GridPlace {
  readonly statement: MapStatement;
  readonly believed: boolean;
  /** How the numbers were read, for the report. */
  readonly unit: string;
  readonly findings: readonly GeoreferenceFinding[];
  /** The same numbers read otherwise. */
  readonly alternatives: readonly (GridPlace & { readonly reason: string })[];
}

/** A scale within this of 1 is a grid's scale factor (UTM 0.9996, heights below 6 km), beyond it a mix-up of units. */
const SCALE_TOLERANCE = 0.01;

function liesWithin({ crs, easting, northing }: Pick<GridPlace, 'crs' | 'easting' | 'northing'>): boolean {
  const { longitude, latitude } = toGeographic(crs, easting, northing);
  return Number.isFinite(longitude) && Number.isFinite(latitude) && isWithinCrs(crs, longitude, latitude);
}

/**
 * Grid metres for one of the model. Scale converts units besides, as the schema has it, but most exporters leave it at 1.
 * Null where no pair of units explains it.
 */
function gridScale({ scale, unitM }: MapStatement, projectUnitM: number): number | null {
  if (scale === null || scale === 1) return 1;
  const fitting = [scale * (unitM / projectUnitM), scale].find((value) => Math.abs(value - 1) <= SCALE_TOLERANCE);
  return fitting ?? null;
}

/**
 * Reads a statement for a frame whose origin is given in the project's axes, metres. The numbers are in the CRS's MapUnit,
 * or the project's unit where none is given; where that puts the building outside the CRS, other readings are tried that
 * exporters mix up: metres, millimetres, coordinates counted twice, northing first. Only the last is offered, not believed.
 */
export function readMapPlace(statement: MapStatement, [x, y, z]: Vector3, projectUnitM: number): MapPlace {
  const { source, direction, unitM: declaredM } = statement;
  const epsg = epsgOf(statement.crs);
  const crs = epsg === null ? statement.crs : `EPSG:${epsg}`;
  const turn = direction ? Math.atan2(direction.ordinate, direction.abscissa) : 0;
  const rotationDeg = (turn * 180) / Math.PI;
  const scale = gridScale(statement, projectUnitM);
  const across = (scale ?? 1) * (x * Math.cos(turn) - y * Math.sin(turn));
  const along = (scale ?? 1) * (x * Math.sin(turn) + y * Math.cos(turn));
  const place = (unitM: number, swapped = false): GridPlace => ({
    crs,
    easting: (swapped ? statement.northings : statement.eastings) * unitM + across,
    northing: (swapped ? statement.eastings : statement.northings) * unitM + along,
    height: statement.height * unitM + z,
    rotationDeg,
  });
  const findings: GeoreferenceFinding[] = [];
  if (!direction) findings.push(finding('map.direction', 'doubt', { source }));
  if (scale === null) findings.push(finding('map.scale', 'doubt', { source, scale: statement.scale ?? 1 }));
  const result = (read: GridPlace, unit: string, believed: boolean, alternatives: MapPlace['alternatives'] = []) => ({
    ...read,
    statement,
    believed,
    unit,
    findings,
    alternatives,
  });
  const asDeclared = place(declaredM);
  const declared = `in units of ${declaredM} m, as declared`;
  if (!isKnownCrs(crs)) {
    findings.push(finding('map.crs', 'refused', { source, crs }));
    return result(asDeclared, declared, false);
  }
  const told = ({ easting, northing }: GridPlace) =>
    findings.push(finding('map.read', 'ok', { source, crs, easting, northing, rotationDeg }));
  const units = [declaredM, 1, 0.001];
  const unitM = units.find((unit) => liesWithin(place(unit)));
  if (unitM !== undefined) {
    const read = place(unitM);
    told(read);
    if (unitM !== declaredM) findings.push(finding('map.unit', 'doubt', { source, crs, unitM, declaredM }));
    const feet = footFinding(unitM, read.easting, read.northing);
    if (feet) findings.push(feet);
    const odd = unitM === declaredM ? 'as declared' : `since the declared ${declaredM} m put it outside the CRS`;
    return result(read, `in units of ${unitM} m, ${odd}`, true);
  }
  const drawn: GridPlace = { crs, easting: x, northing: y, height: z, rotationDeg: 0 };
  if (isGridLike(x, y) && liesWithin(drawn)) {
    told(drawn);
    findings.push(finding('map.twice', 'doubt', { source, crs }));
    return result(drawn, 'by the coordinates drawn alone, since the conversion would count them twice', true);
  }
  const swappedUnit = units.find((unit) => liesWithin(place(unit, true)));
  if (swappedUnit !== undefined) {
    findings.push(finding('map.swapped', 'refused', { source, crs }));
    const reason = `easting and northing of ${source} exchanged`;
    return result(asDeclared, declared, false, [{ ...place(swappedUnit, true), reason }]);
  }
  const { easting, northing } = asDeclared;
  findings.push(finding('map.outside', 'refused', { source, crs, easting, northing }));
  return result(asDeclared, declared, false);
}
