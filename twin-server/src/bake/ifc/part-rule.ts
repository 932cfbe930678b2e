import type { BuildingPart } from 'twin-core';
import { emptyBounds, joinBounds } from '../tiles/bounds.ts';
import { HeightMap } from './height-map.ts';
import type { ProductMesh } from './meshes.ts';
import type { IfcModel } from './model.ts';
import { sampleLines, sampleSurfaces } from './plan-samples.ts';
import type { PropertySets } from './properties.ts';
import { type Member, type Shaped, StoreyGroup } from './storey-group.ts';
import { StoreyPlan } from './storey-plan.ts';
import { ifc } from './web-ifc.ts';

/** What serves the building: IFC2X3 keeps electrical elements beside the distribution family. */
const MEP = [ifc.IFCDISTRIBUTIONELEMENT, ifc.IFCELECTRICALELEMENT, ifc.IFCEQUIPMENTELEMENT] as const;
/** What is never part of a façade, whatever it touches. */
const INTERIOR = [ifc.IFCFURNISHINGELEMENT, ifc.IFCTRANSPORTELEMENT] as const;
/** What always is, or stands outside: roofs, curtain walls, foundations, works of civil engineering. */
const SHELL = [
  ifc.IFCROOF,
  ifc.IFCCURTAINWALL,
  ifc.IFCSHADINGDEVICE,
  ifc.IFCCHIMNEY,
  ifc.IFCFOOTING,
  ifc.IFCPILE,
  ifc.IFCCIVILELEMENT,
  ifc.IFCGEOGRAPHICELEMENT,
  ifc.IFCSITE,
] as const;
/** What closes a storey. */
const WALLS = [ifc.IFCWALL, ifc.IFCWINDOW, ifc.IFCDOOR, ifc.IFCCURTAINWALL, ifc.IFCPLATE] as const;

// A parapet or a railing does not make a balcony an indoor room.
const WALL_MIN_MM = 1600;
/** Where floor plans are cut, above the floor. */
const CUT_MM = 1200;
// How much of what a wall, window or door draws in plan must lie on the outline: an inner wall's end does, its length does not.
const LINE_SHARE = 0.4;
const SURFACE_SHARE = 0.5;
const STEP_MM = 250;
// What covers less than this in plan keeps no rain from a roof.
const COVER_MIN_MM2 = 4_000_000;
// Smaller level surfaces than this say nothing of where a thing is.
const SURFACE_MIN_MM2 = 250_000;

// Assemblies within assemblies; deeper than this a file goes in circles.
const MAX_DEPTH = 8;

function isExternal(sets: PropertySets | undefined): boolean | null {
  for (const [name, set] of Object.entries(sets ?? {})) {
    if (typeof set.IsExternal === 'boolean' && name.startsWith('Pset_') && name.endsWith('Common')) {
      return set.IsExternal;
    }
  }
  return null;
}

/** Share of what a product draws in plan that lies on the outline or outside. */
function outerShare({ mesh }: Shaped, plan: StoreyPlan): { readonly lines: number; readonly surface: number | null } {
  let outer = 0;
  const count = (x: number, y: number, _: number, weight: number) => {
    if (plan.isOuter(x, y)) outer += weight;
  };
  const area = sampleSurfaces(mesh, STEP_MM * 2, count);
  const surface = area > SURFACE_MIN_MM2 ? outer / area : null;
  outer = 0;
  const length = sampleLines(mesh, STEP_MM, count);
  return { lines: length > 0 ? outer / length : 1, surface };
}

/**
 * Decides with which part of its storey each product is drawn.
 *
 * 1. MEP: IfcDistributionElement and its kinds, and IFC2X3's electrical and equipment elements.
 * 2. Interior: furniture and transport elements. Shell: roofs, curtain walls, foundations, terrain, civil works.
 * 3. IsExternal of the product's own Pset_*Common: true is shell, false interior. Parts of an assembly take its answer.
 * 4. Without it, by geometry. Walls, windows, doors and plates are shell where two fifths of what they draw in plan lie on
 *    the outline of the storey: the outline is found by walking in from beyond the storey up to everything of these classes
 *    that is at least 1.6 m tall and cut by a plane 1.2 m above the floor, doorways up to 1 m taken for closed.
 *    Anything else is shell where half of its level surface (of its lines, where it has none) lies outside so, or where
 *    it is under the sky: then it is a balcony, an outdoor stair, a roof.
 *
 * `originZ` is the building frame's height in the project's axes, metres.
 */
export function decideParts(
  model: IfcModel,
  groups: readonly StoreyGroup[],
  properties: ReadonlyMap<number, PropertySets>,
  assemblyOf: (product: number) => number | null,
  originZ: number,
): StoreyGroup<Member>[] {
  const idsOf = (types: readonly number[]) => new Set(types.flatMap((type) => model.ids(type)));
  const [mep, interior, shell, walls] = [idsOf(MEP), idsOf(INTERIOR), idsOf(SHELL), idsOf(WALLS)];
  const bounds = emptyBounds();
  for (const group of groups) joinBounds(bounds, group.bounds);
  const built = groups.flatMap(({ members }) => members).filter(({ product }) => !mep.has(product.id));
  const standing = built.filter(({ product, mesh }) => {
    return walls.has(product.id) && mesh.bounds[5] - mesh.bounds[2] >= WALL_MIN_MM;
  });
  let heights: HeightMap | undefined;
  const isUnderSky = (mesh: ProductMesh): boolean => {
    heights ??= new HeightMap(
      built.flatMap(({ mesh: large }) => {
        const [minX, minY, , maxX, maxY] = large.bounds;
        return (maxX - minX) * (maxY - minY) >= COVER_MIN_MM2 ? [large] : [];
      }),
      bounds,
    );
    return heights.isUnderSky(mesh);
  };

  /** What the class or the file says; null where only geometry can tell. */
  const said = (id: number, depth = 0): BuildingPart | null => {
    if (mep.has(id)) return 'mep';
    if (interior.has(id)) return 'interior';
    if (shell.has(id)) return 'shell';
    const external = isExternal(properties.get(id));
    if (external !== null) return external ? 'shell' : 'interior';
    const assembly = assemblyOf(id);
    return assembly === null || depth > MAX_DEPTH ? null : said(assembly, depth + 1);
  };
  const planOf = (group: StoreyGroup): StoreyPlan => {
    const elevation = group.storey?.elevation ?? null;
    const floor = elevation === null ? group.bounds[2] : (elevation - originZ) * 1000;
    const cut = floor + CUT_MM;
    const around = standing.filter(({ mesh }) => mesh.bounds[2] <= cut && mesh.bounds[5] >= cut);
    const extent = emptyBounds();
    joinBounds(extent, group.bounds);
    for (const { mesh } of around) joinBounds(extent, mesh.bounds);
    return new StoreyPlan(
      around.map(({ mesh }) => mesh),
      extent,
    );
  };
  const shown = (shaped: Shaped, plan: StoreyPlan): BuildingPart => {
    const { lines, surface } = outerShare(shaped, plan);
    if (walls.has(shaped.product.id)) return lines >= LINE_SHARE ? 'shell' : 'interior';
    if ((surface ?? lines) >= SURFACE_SHARE || isUnderSky(shaped.mesh)) return 'shell';
    return 'interior';
  };
  return groups.map((group) => {
    let plan: StoreyPlan | undefined;
    const members = group.members.map((shaped): Member => {
      const part = said(shaped.product.id);
      if (part !== null) return { ...shaped, part };
      plan ??= planOf(group);
      return { ...shaped, part: shown(shaped, plan) };
    });
    return new StoreyGroup(group.storey, members);
  });
}
