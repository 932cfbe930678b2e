import type { BuildingOutline, DeviceModel, DeviceRecord, Placement } from 'twin-core';
import { type IfcOfKind, matchElements } from './match-elements.ts';
import { spacesFor } from './place-in-model.ts';

/** At or above this a binding is made at once and listed as made; below it waits for a person. */
export const SURE = 0.9;

/** What is proposed of one device of the registry, or of an element that no device of the registry is. */
export interface Proposal {
  /** Of the building: the same again when it is proposed again. */
  readonly id: string;
  /** element: the device is this element; space: the device stands in this space; new: the element may become a device. */
  readonly kind: 'element' | 'space' | 'new';
  readonly device: string | null;
  /** Of the element or space. */
  readonly globalId: string;
  readonly name: string;
  readonly ifcClass: string;
  /** Names, as device records have them. */
  readonly storey: string | null;
  readonly space: string | null;
  /** 0 to 1; null for a new device: only a person can say that it is one. */
  readonly confidence: number | null;
  readonly evidence: readonly string[];
  /** new: kinds of device that are drawn as such an element. */
  readonly kinds: readonly string[];
}

/** The names a device record uses for where an element stands. */
function placeOf(outline: BuildingOutline, element: DeviceModel): { storey: string | null; space: string | null } {
  return {
    storey: outline.storeys.find(({ globalId }) => globalId === element.storey)?.name ?? null,
    space: outline.spaces.find(({ globalId }) => globalId === element.space)?.name ?? null,
  };
}

/** What a proposal knows of the registry. */
export interface KnownDevices {
  readonly devices: readonly DeviceRecord[];
  readonly ifcOfKind: IfcOfKind;
  /** Every kind of the catalogue. */
  readonly kinds: readonly string[];
}

/**
 * Everything about a building's devices that is not settled yet: elements for devices, spaces for devices, and elements that
 * may become devices. What the registry holds already is not proposed again.
 */
export function propose(outline: BuildingOutline, placement: Placement, known: KnownDevices): Proposal[] {
  const matches = matchElements(known.devices, outline, placement, known.ifcOfKind);
  const elements = matches
    .filter(({ device, element }) => device.ifcGuid !== element.globalId)
    .map(({ device, element, confidence, evidence }): Proposal => {
      const { globalId, name, ifcClass } = element;
      const place = placeOf(outline, element);
      return {
        id: `element:${device.code}`,
        kind: 'element',
        device: device.code,
        globalId,
        name,
        ifcClass,
        ...place,
        confidence,
        evidence,
        kinds: [],
      };
    });
  const spaces = known.devices.flatMap((device): Proposal[] => {
    const [best, second] = spacesFor(device, outline, placement);
    if (!best || best.space.name === device.space) return [];
    const rival = second !== undefined && best.confidence - second.confidence < 0.05;
    const confidence = rival || device.space !== null ? Math.min(best.confidence, 0.6) : best.confidence;
    const evidence = [...best.evidence, ...(rival ? ['ambiguous'] : []), ...(device.space === null ? [] : ['differs'])];
    const { globalId, name } = best.space;
    return [
      {
        id: `space:${device.code}`,
        kind: 'space',
        device: device.code,
        globalId,
        name: best.space.longName ?? name,
        ifcClass: 'IfcSpace',
        storey: best.storey,
        space: name,
        confidence,
        evidence,
        kinds: [],
      },
    ];
  });
  const paired = new Set(matches.map(({ element }) => element));
  const others = outline.devices
    .filter((element) => !paired.has(element))
    .map((element): Proposal => {
      const { globalId, name, ifcClass, predefinedType } = element;
      const kinds = known.kinds.filter((kind) => {
        const classes = known.ifcOfKind(kind) ?? [];
        return classes.includes(ifcClass) || classes.includes(`${ifcClass}.${predefinedType}`);
      });
      return {
        id: `new:${globalId}`,
        kind: 'new',
        device: null,
        globalId,
        name,
        ifcClass,
        ...placeOf(outline, element),
        confidence: null,
        evidence: [],
        kinds,
      };
    });
  return [...elements, ...spaces, ...others];
}
