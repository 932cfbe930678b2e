import type { BuildingPart, ElementModel, PropertySets, SpaceModel, StoreyModel } from 'twin-core';
import type { ModelOutline } from './read-model.ts';

/** What a row of the index is: an element (with or without a mesh), a space, a storey. */
export type ProductKind = 'element' | 'space' | 'storey';

/** A product of a building's model as it is kept and shown. Names beside their GlobalIds, so that a row stands alone. */
export interface Product {
  readonly kind: ProductKind;
  readonly globalId: string;
  readonly name: string;
  /** IfcSpatialElement.LongName. */
  readonly longName: string | null;
  readonly tag: string | null;
  readonly ifcClass: string;
  /** Name of its type; a space's ObjectType. */
  readonly type: string | null;
  readonly part: BuildingPart | null;
  readonly storey: string | null;
  readonly storeyId: string | null;
  readonly space: string | null;
  readonly spaceId: string | null;
  readonly systems: readonly { readonly globalId: string; readonly name: string }[];
  /** Middle of its box, metres in the building frame; null without geometry. */
  readonly position: readonly [x: number, y: number, z: number] | null;
}

type Box = SpaceModel['box'];

function middleOf(box: Box): Product['position'] {
  if (!box) return null;
  const [a, b] = [box.min, box.max];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}

/**
 * The products of a model in its own order: elements storey by storey upwards (those of no storey last), then spaces, then
 * storeys. Devices that have no mesh are elements too.
 */
export function productsOf(outline: ModelOutline, elements: readonly ElementModel[]): Product[] {
  const storeys = new Map(outline.storeys.map((storey) => [storey.globalId, storey]));
  const spaces = new Map(outline.spaces.map((space) => [space.globalId, space]));
  const systems = new Map(outline.systems.map(({ globalId, name }) => [globalId, { globalId, name }]));
  const placed = (storey: string | null, space: string | null) => ({
    storey: storeys.get(storey ?? '')?.name ?? null,
    storeyId: storey,
    space: spaces.get(space ?? '')?.name ?? null,
    spaceId: space,
  });
  const meshed = new Set(elements.map(({ globalId }) => globalId));
  const products: Product[] = [
    ...elements.map(
      (element): Product => ({
        kind: 'element',
        globalId: element.globalId,
        name: element.name,
        longName: null,
        tag: element.tag,
        ifcClass: element.ifcClass,
        type: element.type,
        part: element.part,
        ...placed(element.storey, element.space),
        systems: element.systems.flatMap((id) => systems.get(id) ?? []),
        position: middleOf(element.box),
      }),
    ),
    ...outline.devices
      .filter(({ globalId }) => !meshed.has(globalId))
      .map(
        (device): Product => ({
          kind: 'element',
          globalId: device.globalId,
          name: device.name,
          longName: null,
          tag: device.tag,
          ifcClass: device.ifcClass,
          type: null,
          part: null,
          ...placed(device.storey, device.space),
          systems: [],
          position: device.position,
        }),
      ),
  ];
  const rank = (id: string | null) => storeys.get(id ?? '')?.index ?? Number.MAX_SAFE_INTEGER;
  const upwards = <T>(list: readonly T[], storeyOf: (one: T) => string | null) =>
    [...list].sort((a, b) => rank(storeyOf(a)) - rank(storeyOf(b)));
  return [
    ...upwards(products, ({ storeyId }) => storeyId),
    ...upwards(outline.spaces, ({ storey }) => storey).map((space) => spaceProduct(space, placed(space.storey, null))),
    ...upwards(outline.storeys, ({ globalId }) => globalId).map(storeyProduct),
  ];
}

function spaceProduct(
  { globalId, name, longName, objectType, box }: SpaceModel,
  place: Pick<Product, 'storey' | 'storeyId' | 'space' | 'spaceId'>,
): Product {
  const spatial = { tag: null, part: null, systems: [] };
  const position = middleOf(box);
  return {
    kind: 'space',
    globalId,
    name,
    longName,
    type: objectType,
    ifcClass: 'IfcSpace',
    ...spatial,
    ...place,
    position,
  };
}

function storeyProduct({ globalId, name, box }: StoreyModel): Product {
  return {
    kind: 'storey',
    globalId,
    name,
    longName: null,
    tag: null,
    ifcClass: 'IfcBuildingStorey',
    type: null,
    part: null,
    storey: name,
    storeyId: globalId,
    space: null,
    spaceId: null,
    systems: [],
    position: middleOf(box),
  };
}

/** How many values there are in property sets. */
export function countValues(sets: PropertySets): number {
  return Object.values(sets).reduce((sum, set) => sum + Object.keys(set).length, 0);
}
