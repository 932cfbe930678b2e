import { type Handle, IFC4, type IfcLineObject } from 'web-ifc';
import type { Element, ElementClass } from './design.ts';
import { enumeration, type IfcDocument, label } from './ifc-document.ts';

/** What every product's constructor begins with. */
type Root = readonly [
  globalId: IFC4.IfcGloballyUniqueId,
  ownerHistory: null,
  name: IFC4.IfcLabel | null,
  description: null,
  objectType: IFC4.IfcLabel | null,
  placement: Handle<IFC4.IfcObjectPlacement>,
  shape: Handle<IFC4.IfcProductRepresentation> | null,
  tag: IFC4.IfcIdentifier | null,
];

type Write = (root: Root, element: Element) => IfcLineObject;

const predefined = ({ predefinedType }: Element, otherwise: string) => enumeration(predefinedType ?? otherwise);
const size = (metres: number | undefined) => (metres === undefined ? null : new IFC4.IfcPositiveLengthMeasure(metres));

const WRITE: Readonly<Record<ElementClass, Write>> = {
  IfcAlarm: (root, e) => new IFC4.IfcAlarm(...root, predefined(e, 'SIREN')),
  IfcAudioVisualAppliance: (root, e) => new IFC4.IfcAudioVisualAppliance(...root, predefined(e, 'CAMERA')),
  IfcBuildingElementProxy: (root, e) => new IFC4.IfcBuildingElementProxy(...root, predefined(e, 'NOTDEFINED')),
  IfcColumn: (root, e) => new IFC4.IfcColumn(...root, predefined(e, 'COLUMN')),
  IfcCommunicationsAppliance: (root, e) => new IFC4.IfcCommunicationsAppliance(...root, predefined(e, 'GATEWAY')),
  IfcController: (root, e) => new IFC4.IfcController(...root, predefined(e, 'PROGRAMMABLE')),
  IfcCovering: (root, e) => new IFC4.IfcCovering(...root, predefined(e, 'CLADDING')),
  IfcCurtainWall: (root, e) => new IFC4.IfcCurtainWall(...root, predefined(e, 'NOTDEFINED')),
  IfcDamper: (root, e) => new IFC4.IfcDamper(...root, predefined(e, 'SMOKEDAMPER')),
  IfcDoor: (root, e) =>
    new IFC4.IfcDoor(
      ...root,
      size(e.type?.height),
      size(e.type?.width),
      predefined(e, 'DOOR'),
      enumeration(e.type?.operation ?? 'NOTDEFINED'),
      null,
    ),
  IfcElectricAppliance: (root, e) => new IFC4.IfcElectricAppliance(...root, predefined(e, 'USERDEFINED')),
  IfcElectricDistributionBoard: (root, e) =>
    new IFC4.IfcElectricDistributionBoard(...root, predefined(e, 'SWITCHBOARD')),
  IfcFireSuppressionTerminal: (root, e) => new IFC4.IfcFireSuppressionTerminal(...root, predefined(e, 'FIREHYDRANT')),
  IfcFurniture: (root, e) => new IFC4.IfcFurniture(...root, predefined(e, 'NOTDEFINED')),
  IfcMember: (root, e) => new IFC4.IfcMember(...root, predefined(e, 'MEMBER')),
  IfcOutlet: (root, e) => new IFC4.IfcOutlet(...root, predefined(e, 'POWEROUTLET')),
  IfcPlate: (root, e) => new IFC4.IfcPlate(...root, predefined(e, 'SHEET')),
  IfcRailing: (root, e) => new IFC4.IfcRailing(...root, predefined(e, 'BALUSTRADE')),
  IfcRamp: (root, e) => new IFC4.IfcRamp(...root, predefined(e, 'STRAIGHT_RUN_RAMP')),
  IfcRoof: (root, e) => new IFC4.IfcRoof(...root, predefined(e, 'FLAT_ROOF')),
  IfcSensor: (root, e) => new IFC4.IfcSensor(...root, predefined(e, 'NOTDEFINED')),
  IfcSlab: (root, e) => new IFC4.IfcSlab(...root, predefined(e, 'FLOOR')),
  IfcSolarDevice: (root, e) => new IFC4.IfcSolarDevice(...root, predefined(e, 'SOLARCOLLECTOR')),
  IfcStair: (root, e) => new IFC4.IfcStair(...root, predefined(e, 'HALF_TURN_STAIR')),
  IfcStairFlight: (root, e) => new IFC4.IfcStairFlight(...root, null, null, null, null, predefined(e, 'STRAIGHT')),
  IfcTank: (root, e) => new IFC4.IfcTank(...root, predefined(e, 'STORAGE')),
  IfcTransportElement: (root, e) => new IFC4.IfcTransportElement(...root, predefined(e, 'ELEVATOR')),
  IfcWall: (root, e) => new IFC4.IfcWall(...root, predefined(e, 'SOLIDWALL')),
  IfcWindow: (root, e) =>
    new IFC4.IfcWindow(
      ...root,
      size(e.type?.height),
      size(e.type?.width),
      predefined(e, 'WINDOW'),
      enumeration(e.type?.operation ?? 'NOTDEFINED'),
      null,
    ),
};

/** Writes the product itself: class, name, tag, predefined type; placement and shape are given. */
export function writeProduct(
  doc: IfcDocument,
  path: string,
  element: Element,
  placement: Handle<IFC4.IfcObjectPlacement>,
  shape: Handle<IFC4.IfcProductRepresentation> | null,
): Handle<IFC4.IfcElement> {
  const root: Root = [
    doc.identity(path),
    null,
    label(element.name),
    null,
    element.objectType ? label(element.objectType) : null,
    placement,
    shape,
    element.tag ? new IFC4.IfcIdentifier(element.tag) : null,
  ];
  return doc.add(WRITE[element.ifc](root, element));
}
