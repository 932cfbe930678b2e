import { type IfcModel, lengthUnitM } from '../model.ts';
import type { PropertySets } from '../properties.ts';
import { type Line, numberOf, refOf, textOf } from '../values.ts';
import { ifc } from '../web-ifc.ts';

/** Ways of a file to say where its axes lie in a map's CRS. */
export type MapSource = 'IfcMapConversion' | 'IfcRigidOperation' | 'ePSet_MapConversion';

/** What a file states of its place in a CRS, before anything is checked. */
export interface MapStatement {
  readonly source: MapSource;
  /** As the file names it. */
  readonly crs: string;
  readonly verticalDatum: string | null;
  /** In the unit below, as the file writes them. */
  readonly eastings: number;
  readonly northings: number;
  readonly height: number;
  /** Direction of the project's +X against grid east; null where the file gives none that is one. */
  readonly direction: { readonly abscissa: number; readonly ordinate: number } | null;
  readonly scale: number | null;
  /** Metres in the unit of the CRS, or the project's where it names none. */
  readonly unitM: number;
}

/** Where nothing is said of it, +X runs along grid east; (0, 0) is no direction. */
function directionOf(abscissa: number | null, ordinate: number | null): MapStatement['direction'] {
  if (abscissa === 0 && !ordinate) return null;
  return { abscissa: abscissa ?? (ordinate === null ? 1 : 0), ordinate: ordinate ?? 0 };
}

function crsOf(model: IfcModel, target: Line) {
  return {
    crs: textOf(target.Name) ?? textOf(target.Description) ?? '',
    verticalDatum: textOf(target.VerticalDatum),
    unitM: lengthUnitM(model, model.line(refOf(target.MapUnit))) ?? model.metersPerUnit,
  };
}

function fromConversion(model: IfcModel): MapStatement | null {
  for (const line of model.all(ifc.IFCMAPCONVERSION)) {
    const target = model.line(refOf(line.TargetCRS));
    const [eastings, northings] = [numberOf(line.Eastings), numberOf(line.Northings)];
    if (!target || eastings === null || northings === null) continue;
    const scale = numberOf(line.Scale);
    return {
      source: 'IfcMapConversion',
      ...crsOf(model, target),
      eastings,
      northings,
      height: numberOf(line.OrthogonalHeight) ?? 0,
      direction: directionOf(numberOf(line.XAxisAbscissa), numberOf(line.XAxisOrdinate)),
      // IfcMapConversionScaled of IFC4.3 has a factor for each axis besides.
      scale: scale === null ? null : scale * (numberOf(line.FactorX) ?? 1),
    };
  }
  return null;
}

/** IFC4.3: the axes are those of the map, moved. */
function fromRigidOperation(model: IfcModel): MapStatement | null {
  for (const line of model.all(ifc.IFCRIGIDOPERATION)) {
    const target = model.line(refOf(line.TargetCRS));
    const [eastings, northings] = [numberOf(line.FirstCoordinate), numberOf(line.SecondCoordinate)];
    if (!target || eastings === null || northings === null) continue;
    const height = numberOf(line.Height) ?? 0;
    const direction = { abscissa: 1, ordinate: 0 };
    return {
      source: 'IfcRigidOperation',
      ...crsOf(model, target),
      eastings,
      northings,
      height,
      direction,
      scale: null,
    };
  }
  return null;
}

/** buildingSMART's way for IFC2X3: property sets of the names ePSet_MapConversion and ePSet_ProjectedCRS on site, project or building. */
function fromPropertySets(model: IfcModel, properties: ReadonlyMap<number, PropertySets>): MapStatement | null {
  for (const id of [...model.ids(ifc.IFCSITE), ...model.ids(ifc.IFCPROJECT), ...model.ids(ifc.IFCBUILDING)]) {
    const sets = Object.entries(properties.get(id) ?? {});
    const named = (name: string) => sets.find(([key]) => key.toLowerCase() === name)?.[1];
    const conversion = named('epset_mapconversion');
    const projected = named('epset_projectedcrs');
    // Some exporters write every property as text.
    const number = (key: string) => {
      const value = conversion?.[key];
      const parsed = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
      return typeof parsed === 'number' && Number.isFinite(parsed) ? parsed : null;
    };
    const text = (key: string) => (typeof projected?.[key] === 'string' ? projected[key] : null);
    const [eastings, northings] = [number('Eastings'), number('Northings')];
    if (eastings === null || northings === null) continue;
    return {
      source: 'ePSet_MapConversion',
      crs: String(projected?.Name ?? conversion?.TargetCRS ?? ''),
      verticalDatum: text('VerticalDatum'),
      eastings,
      northings,
      height: number('OrthogonalHeight') ?? 0,
      direction: directionOf(number('XAxisAbscissa'), number('XAxisOrdinate')),
      scale: number('Scale'),
      unitM: unitNamed(text('MapUnit')) ?? model.metersPerUnit,
    };
  }
  return null;
}

/** Metres in a unit by its name in a property; null for one not known. */
function unitNamed(name: string | null): number | null {
  if (name === null) return null;
  if (/milli/i.test(name) || /^mm$/i.test(name)) return 0.001;
  if (/survey/i.test(name)) return 1200 / 3937;
  if (/f(oo|ee)t/i.test(name)) return 0.3048;
  return /met(re|er)/i.test(name) || /^m$/i.test(name) ? 1 : null;
}

/** The file's statement: the entity of the schema first, then the property sets; null where there is neither. */
export function readMapStatement(model: IfcModel, properties: ReadonlyMap<number, PropertySets>): MapStatement | null {
  return fromConversion(model) ?? fromRigidOperation(model) ?? fromPropertySets(model, properties);
}
