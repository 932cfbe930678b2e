import { epsgOf, isKnownCrs, isWithinCrs, toGeographic } from 'twin-core/crs';
import * as ifc from 'web-ifc';
import type { Vector3 } from './frame.ts';
import { type IfcModel, lengthUnitM } from './model.ts';
import type { PropertySets } from './properties.ts';
import { numberOf, refOf, textOf } from './values.ts';

/** A map conversion in metres: where the origin of the building frame lies in a projected CRS. */
export interface MapConversion {
  readonly source: 'IfcMapConversion' | 'ePSet_MapConversion';
  /** As the file names it. */
  readonly crs: string;
  readonly easting: number;
  readonly northing: number;
  /** Orthometric unless the vertical datum says ellipsoid, metres. */
  readonly height: number;
  readonly ellipsoidal: boolean;
  /** Direction of the project's +X, degrees counter-clockwise from grid east. */
  readonly rotationDeg: number;
  /** How the numbers were read, for the report. */
  readonly unit: string;
  /** Whether the CRS is known and the point lies where it is used. */
  readonly plausible: boolean;
}

interface Raw {
  readonly source: MapConversion['source'];
  readonly crs: string;
  readonly eastings: number;
  readonly northings: number;
  readonly height: number;
  readonly abscissa: number;
  readonly ordinate: number;
  /** Metres in the unit that the file declares for the numbers. */
  readonly unitM: number;
  readonly ellipsoidal: boolean;
}

function fromEntities(model: IfcModel): Raw | null {
  for (const line of model.all(ifc.IFCMAPCONVERSION)) {
    const target = model.line(refOf(line.TargetCRS));
    const [eastings, northings] = [numberOf(line.Eastings), numberOf(line.Northings)];
    if (!target || eastings === null || northings === null) continue;
    return {
      source: 'IfcMapConversion',
      crs: textOf(target.Name) ?? textOf(target.Description) ?? '',
      eastings,
      northings,
      height: numberOf(line.OrthogonalHeight) ?? 0,
      abscissa: numberOf(line.XAxisAbscissa) ?? 1,
      ordinate: numberOf(line.XAxisOrdinate) ?? 0,
      unitM: lengthUnitM(model, model.line(refOf(target.MapUnit))) ?? model.metersPerUnit,
      ellipsoidal: /ellips/i.test(textOf(target.VerticalDatum) ?? ''),
    };
  }
  return null;
}

/** buildingSMART's way for IFC2X3: property sets of the names ePSet_MapConversion and ePSet_ProjectedCRS on the site or project. */
function fromPropertySets(model: IfcModel, properties: ReadonlyMap<number, PropertySets>): Raw | null {
  for (const id of [...model.ids(ifc.IFCSITE), ...model.ids(ifc.IFCPROJECT), ...model.ids(ifc.IFCBUILDING)]) {
    const sets = Object.entries(properties.get(id) ?? {});
    const named = (name: string) => sets.find(([key]) => key.toLowerCase() === name)?.[1];
    const conversion = named('epset_mapconversion');
    const projected = named('epset_projectedcrs');
    const number = (key: string) => (typeof conversion?.[key] === 'number' ? conversion[key] : null);
    const [eastings, northings] = [number('Eastings'), number('Northings')];
    if (eastings === null || northings === null) continue;
    return {
      source: 'ePSet_MapConversion',
      crs: String(projected?.Name ?? conversion?.TargetCRS ?? ''),
      eastings,
      northings,
      height: number('OrthogonalHeight') ?? 0,
      abscissa: number('XAxisAbscissa') ?? 1,
      ordinate: number('XAxisOrdinate') ?? 0,
      unitM: model.metersPerUnit,
      ellipsoidal: /ellips/i.test(String(projected?.VerticalDatum ?? '')),
    };
  }
  return null;
}

function liesWithin(crs: string, easting: number, northing: number): boolean {
  const { longitude, latitude } = toGeographic(crs, easting, northing);
  return Number.isFinite(longitude) && Number.isFinite(latitude) && isWithinCrs(crs, longitude, latitude);
}

/**
 * Reads the file's map conversion for a frame whose origin is given in the project's axes, metres. The numbers are in the
 * CRS's MapUnit, or the project's unit where none is given; where that puts the building outside the CRS, metres and
 * millimetres are tried, since exporters mix them up.
 */
export function readMapConversion(
  model: IfcModel,
  properties: ReadonlyMap<number, PropertySets>,
  [x, y, z]: Vector3,
): MapConversion | null {
  const raw = fromEntities(model) ?? fromPropertySets(model, properties);
  if (!raw) return null;
  const epsg = epsgOf(raw.crs);
  const crs = epsg === null ? raw.crs : `EPSG:${epsg}`;
  const turn = Math.atan2(raw.ordinate, raw.abscissa);
  const place = (unitM: number) => ({
    easting: raw.eastings * unitM + x * Math.cos(turn) - y * Math.sin(turn),
    northing: raw.northings * unitM + x * Math.sin(turn) + y * Math.cos(turn),
    height: raw.height * unitM + z,
  });
  const units = isKnownCrs(crs) ? [raw.unitM, 1, 0.001] : [];
  const fitting = units.find((unitM) => liesWithin(crs, place(unitM).easting, place(unitM).northing));
  const unitM = fitting ?? raw.unitM;
  const odd = unitM === raw.unitM ? 'as declared' : `since the declared ${raw.unitM} m put it outside the CRS`;
  return {
    source: raw.source,
    crs,
    ...place(unitM),
    ellipsoidal: raw.ellipsoidal,
    rotationDeg: (turn * 180) / Math.PI,
    unit: `in units of ${unitM} m, ${odd}`,
    plausible: fitting !== undefined,
  };
}
