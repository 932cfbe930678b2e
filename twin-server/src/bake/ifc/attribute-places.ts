/**
 * Where attributes stand among the values of an instance, counted from 0: the same in IFC2X3, IFC4 and IFC4X3 (their EXPRESS
 * schemas). Only those that are read in bulk; the rest goes through IfcModel.line by name.
 */
export const PLACE = {
  /** IfcRoot */
  globalId: 0,
  name: 2,
  /** IfcObject */
  objectType: 4,
  /** IfcProduct */
  objectPlacement: 5,
  representation: 6,
  /** IfcElement */
  tag: 7,
  /** IfcElement's subtypes of IFC4 that have one, and the kinds of IFC2X3 that say the same by another name. */
  predefinedType: 8,
  /** IfcSpatialStructureElement */
  longName: 7,
  /** IfcBuildingStorey */
  elevation: 9,
  /** IfcDoor */
  overallHeight: 8,
  overallWidth: 9,
  /** IfcTypeObject, IfcElementType */
  hasPropertySets: 5,
  typePredefinedType: 9,
  /** IfcPropertySet, IfcElementQuantity */
  hasProperties: 4,
  quantities: 5,
} as const;

/** A relation's two ends: the one instance and the one or many that are related to it. */
export interface RelationPlaces {
  readonly type: string;
  readonly one: number;
  readonly many: number;
}

/** Relations that are read in bulk. */
export const RELATION = {
  containedIn: { type: 'IFCRELCONTAINEDINSPATIALSTRUCTURE', one: 5, many: 4 },
  aggregates: { type: 'IFCRELAGGREGATES', one: 4, many: 5 },
  nests: { type: 'IFCRELNESTS', one: 4, many: 5 },
  fills: { type: 'IFCRELFILLSELEMENT', one: 4, many: 5 },
  voids: { type: 'IFCRELVOIDSELEMENT', one: 4, many: 5 },
  definesByProperties: { type: 'IFCRELDEFINESBYPROPERTIES', one: 5, many: 4 },
  overridesProperties: { type: 'IFCRELOVERRIDESPROPERTIES', one: 5, many: 4 },
  definesByType: { type: 'IFCRELDEFINESBYTYPE', one: 5, many: 4 },
  assignsToGroup: { type: 'IFCRELASSIGNSTOGROUP', one: 6, many: 4 },
  assignsToGroupByFactor: { type: 'IFCRELASSIGNSTOGROUPBYFACTOR', one: 6, many: 4 },
} as const satisfies Record<string, RelationPlaces>;
