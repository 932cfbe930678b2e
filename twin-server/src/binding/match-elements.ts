import { type BuildingOutline, type DeviceModel, type DeviceRecord, geoToLocal, type Placement } from 'twin-core';
import { likeness } from './likeness.ts';

/** A device of the registry and the element of the model that is taken for it, and why. */
export interface ElementMatch {
  readonly device: DeviceRecord;
  readonly element: DeviceModel;
  /** 0 to 1; 1 only where one names the other. */
  readonly confidence: number;
  readonly evidence: readonly string[];
}

/** What a device kind is in an IFC model: classes, or classes with their PredefinedType; null for a kind that does not say. */
export type IfcOfKind = (kind: string) => readonly string[] | null;

// Shares of the evidence where neither names the other; they add up to 0.97, so that a likeness is never taken for a name.
const SHARE = { distance: 0.42, class: 0.25, name: 0.2, storey: 0.1 };
/** Distance at which its evidence has fallen to 1/e, metres: an architect's symbol is drawn about where the device hangs. */
const DISTANCE_M = 1;
const FARTHEST_M = 5;
/** Two candidates closer than this are not told apart, and neither is sure. */
const AMBIGUOUS = 0.08;
const UNSURE = 0.6;

function classLikeness(element: DeviceModel, classes: readonly string[] | null): number {
  if (classes === null) return 0.4;
  if (classes.includes(`${element.ifcClass}.${element.predefinedType}`)) return 1;
  if (classes.includes(element.ifcClass)) return 0.9;
  // IFC2X3 names only the groups.
  if (/^Ifc(DistributionControlElement|FlowTerminal|FlowController|BuildingElementProxy)$/.test(element.ifcClass))
    return 0.4;
  return classes.some((name) => name.startsWith(`${element.ifcClass}.`)) ? 0.3 : 0;
}

/**
 * Pairs devices of the registry with elements of the model, each at most once, the surest first. One that names the other (by
 * Tag or GlobalId) is certain; else distance, class, name and storey speak for a pair, and near rivals make it unsure.
 */
export function matchElements(
  devices: readonly DeviceRecord[],
  outline: BuildingOutline,
  placement: Placement,
  ifcOfKind: IfcOfKind,
): ElementMatch[] {
  const storeys = new Map(outline.storeys.map(({ globalId, name }) => [globalId, name]));
  const named = devices.flatMap((device): ElementMatch[] => {
    const byId = outline.devices.find(({ globalId }) => globalId === device.ifcGuid);
    if (byId) return [{ device, element: byId, confidence: 1, evidence: ['guid'] }];
    const byTag = outline.devices.filter(({ tag }) => tag === device.code);
    return byTag.length === 1 ? [{ device, element: byTag[0]!, confidence: 1, evidence: ['tag'] }] : [];
  });
  const taken = new Set<object>(named.flatMap(({ device, element }) => [device, element]));
  const rest = outline.devices.filter((element) => !taken.has(element));
  const likely = devices.flatMap((device) => {
    if (taken.has(device)) return [];
    const at = geoToLocal(placement, device.location);
    const rivals = rest.flatMap((element) => scored(device, at, element, storeys, ifcOfKind(device.kind)));
    return withDoubt(rivals);
  });
  likely.sort((a, b) => b.confidence - a.confidence || (a.device.code < b.device.code ? -1 : 1));
  const pairs = likely.filter(({ device, element }) => {
    if (taken.has(device) || taken.has(element)) return false;
    taken.add(device).add(element);
    return true;
  });
  return [...named, ...pairs];
}

function scored(
  device: DeviceRecord,
  at: readonly [number, number, number],
  element: DeviceModel,
  storeys: ReadonlyMap<string, string>,
  classes: readonly string[] | null,
): ElementMatch[] {
  const meters = Math.hypot(at[0] - element.position[0], at[1] - element.position[1], at[2] - element.position[2]);
  const ofClass = classLikeness(element, classes);
  if (meters > FARTHEST_M || ofClass === 0) return [];
  const name = likeness(device.name, element.name);
  const sameStorey = device.storey !== null && storeys.get(element.storey ?? '') === device.storey;
  const confidence =
    SHARE.distance * Math.exp(-meters / DISTANCE_M) +
    SHARE.class * ofClass +
    SHARE.name * name +
    (sameStorey ? SHARE.storey : 0);
  const evidence = [
    `${meters.toFixed(1)} m`,
    ...(ofClass >= 0.9 ? ['class'] : []),
    ...(name >= 0.5 ? ['name'] : []),
    ...(sameStorey ? ['storey'] : []),
  ];
  return [{ device, element, confidence, evidence }];
}

/** Rivals that are about as likely make each other unsure. */
function withDoubt(rivals: ElementMatch[]): ElementMatch[] {
  const [best, second] = rivals.sort((a, b) => b.confidence - a.confidence);
  if (!best || !second || best.confidence - second.confidence >= AMBIGUOUS) return rivals;
  return rivals.map((match) =>
    best.confidence - match.confidence < AMBIGUOUS
      ? { ...match, confidence: Math.min(match.confidence, UNSURE), evidence: [...match.evidence, 'ambiguous'] }
      : match,
  );
}
