import { BuildingPart, PropertySets } from 'twin-core';
import { z } from 'zod';

/** An element of a building's model in a list: GET /api/v1/elements. `storey` and `space` are names, the Ids their GlobalIds. */
export const Element = z.object({
  building: z.string(),
  globalId: z.string(),
  name: z.string(),
  tag: z.string().nullable(),
  ifcClass: z.string(),
  type: z.string().nullable(),
  part: BuildingPart.nullable(),
  storey: z.string().nullable(),
  storeyId: z.string().nullable(),
  space: z.string().nullable(),
  spaceId: z.string().nullable(),
});
export type Element = z.infer<typeof Element>;

export const ElementsReply = z.object({ items: z.array(Element), next: z.string().nullable() });
export type ElementsReply = z.infer<typeof ElementsReply>;

/** GET /api/v1/buildings/{building}/elements/{globalId}: identity, place and properties. Spaces and storeys are answered too. */
export const ElementDetail = Element.extend({
  buildingName: z.string(),
  systems: z.array(z.object({ globalId: z.string(), name: z.string() })),
  /** Code of the registry's device that is bound to it. */
  device: z.string().nullable(),
  /** Code of the home that a space is. */
  house: z.string().nullable(),
  /** Middle of its box, metres in the building frame; null without geometry. */
  position: z.tuple([z.number(), z.number(), z.number()]).nullable(),
  properties: PropertySets,
});
export type ElementDetail = z.infer<typeof ElementDetail>;

/** What to look for among elements. Every word of q must be found in GlobalId, class, name, tag, type or a property's value. */
export interface ElementQuery {
  readonly q?: string;
  readonly building?: string;
  /** IFC class as in the file, such as IfcDoor. */
  readonly class?: string;
  /** GlobalIds. */
  readonly storey?: string;
  readonly space?: string;
  readonly system?: string;
  /** Property set and property, dot between: Pset_WallCommon.IsExternal. */
  readonly property?: string;
  readonly value?: string;
  readonly cursor?: string;
  readonly limit?: number;
}

/** What lies in a polygon: POST /api/v1/within. Counts are whole; lists are cut at the limit asked for, and say so. */
export const WithinReply = z.object({
  buildings: z.array(z.object({ code: z.string(), name: z.string(), whole: z.boolean() })),
  homes: z.object({ count: z.int(), items: z.array(z.object({ code: z.string(), building: z.string() })) }),
  devices: z.object({
    count: z.int(),
    items: z.array(z.object({ code: z.string(), name: z.string(), kind: z.string(), building: z.string().nullable() })),
  }),
  spaces: z.object({
    count: z.int(),
    items: z.array(
      z.object({ building: z.string(), globalId: z.string(), name: z.string(), storey: z.string().nullable() }),
    ),
  }),
  elements: z.object({ count: z.int(), classes: z.record(z.string(), z.int()), items: z.array(Element) }),
});
export type WithinReply = z.infer<typeof WithinReply>;

/** A polygon on the ground (ring of [longitude, latitude], WGS 84, first point not repeated) and, where given, heights above the ellipsoid, metres. */
export interface WithinQuery {
  readonly ring: readonly (readonly [number, number])[];
  readonly from?: number;
  readonly to?: number;
  readonly building?: string;
  readonly limit?: number;
}
