import { type Handle, IFC4 } from 'web-ifc';
import { type IfcDocument, label, length } from './ifc-document.ts';

/** Where a building's frame stands on the map. */
export interface MapPosition {
  /** Projected CRS by EPSG code, such as EPSG:4546, with its words. */
  readonly crs: { readonly code: string; readonly description: string; readonly zone: string };
  /** Grid coordinates of the origin, metres. */
  readonly eastings: number;
  readonly northings: number;
  /** Normal height of the origin, metres above the vertical datum named. */
  readonly normalHeightM: number;
  readonly verticalDatum: string;
  /** Direction of the building's +X axis on the grid, unit length: meridian convergence is in it. */
  readonly xAxis: readonly [abscissa: number, ordinate: number];
  readonly longitude: number;
  readonly latitude: number;
}

/** Degrees, minutes, seconds and millionths of a second, as IfcSite wants latitude and longitude. */
export function compoundAngle(degrees: number): IFC4.IfcCompoundPlaneAngleMeasure {
  const millionths = Math.round(Math.abs(degrees) * 3600e6);
  const sign = degrees < 0 ? -1 : 1;
  const parts = [
    Math.floor(millionths / 3600e6),
    Math.floor(millionths / 60e6) % 60,
    Math.floor(millionths / 1e6) % 60,
    millionths % 1e6,
  ];
  return new IFC4.IfcCompoundPlaneAngleMeasure(parts.map((part) => part * sign));
}

/** Writes IfcProjectedCRS and IfcMapConversion for the model context. Scale is left out: metres on both sides. */
export function writeMapConversion(
  doc: IfcDocument,
  context: Handle<IFC4.IfcGeometricRepresentationContext>,
  metre: Handle<IFC4.IfcNamedUnit>,
  map: MapPosition,
): void {
  const crs = doc.add<IFC4.IfcCoordinateReferenceSystem>(
    new IFC4.IfcProjectedCRS(
      label(map.crs.code),
      new IFC4.IfcText(map.crs.description),
      new IFC4.IfcIdentifier('CGCS2000'),
      new IFC4.IfcIdentifier(map.verticalDatum),
      new IFC4.IfcIdentifier('Gauss-Kruger'),
      new IFC4.IfcIdentifier(map.crs.zone),
      metre,
    ),
  );
  doc.add(
    new IFC4.IfcMapConversion(
      context,
      crs,
      length(map.eastings),
      length(map.northings),
      length(map.normalHeightM),
      new IFC4.IfcReal(map.xAxis[0]),
      new IFC4.IfcReal(map.xAxis[1]),
      null,
    ),
  );
}
