import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { MeshoptEncoder } from 'meshoptimizer/encoder';
import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import * as ifc from 'web-ifc';
import type { Bounds } from '../tiles/triangle-mesh.ts';
import { bakeExtras } from './baked.ts';
import { buildingModel } from './building-model.ts';
import { type PlacementOverride, readGeoreference } from './georeference.ts';
import { MeshStream, type ProductMesh } from './meshes.ts';
import { IfcModel } from './model.ts';
import { readProducts } from './products.ts';
import { readProperties } from './properties.ts';
import type { BakeProgress, BakeReport } from './report.ts';
import { type IfcSource, readIfcSource } from './source.ts';
import { readSpatialTree } from './spatial-tree.ts';
import { StoreyGroups } from './storey-group.ts';
import { farContent, type OutputFiles, storeyTiles } from './tile-set.ts';

type Tell = (progress: BakeProgress) => void;

/** Streams all meshes into storeys; keeps the spaces' meshes apart. */
function readMeshes(model: IfcModel, products: ReturnType<typeof readProducts>, groups: StoreyGroups, tell: Tell) {
  const stream = new MeshStream(model);
  const bounds = new Map<number, Bounds>();
  stream.products((mesh, done) => {
    const product = products.elements.get(mesh.product) ?? products.other(mesh.product);
    if (product && mesh.triangles > 0) {
      bounds.set(product.id, mesh.bounds);
      groups.of(product, mesh.bounds[2] / 1000 + stream.origin[2]).add(product, mesh);
    }
    tell({ phase: 'meshes', fraction: done });
  });
  const spaceMeshes = new Map<number, ProductMesh>();
  const spaceGroups = new StoreyGroups(groups.storeys.flatMap(({ storey }) => storey ?? []));
  const spaces = new Map(products.spaces.map((space) => [space.id, space]));
  stream.ofTypes([ifc.IFCSPACE], (mesh) => {
    const space = spaces.get(mesh.product);
    if (!space) return;
    spaceMeshes.set(space.id, mesh);
    spaceGroups.of(space, mesh.bounds[2] / 1000 + stream.origin[2]).add(space, mesh);
  });
  return { bounds, spaceMeshes, spaceGroups, origin: stream.origin };
}

function bakeModel(source: IfcSource, model: IfcModel, tell: Tell) {
  const tree = readSpatialTree(model);
  const products = readProducts(model, tree);
  const properties = readProperties(model);
  tell({ phase: 'properties', fraction: 1 });
  const groups = new StoreyGroups(tree.storeys);
  const meshes = readMeshes(model, products, groups, tell);
  const warnings: string[] = [];
  if (tree.building === null) warnings.push('no IfcBuilding in the file');
  if (tree.buildings > 1) warnings.push(`${tree.buildings} IfcBuilding instances: baked as one`);
  if (tree.storeys.length === 0) warnings.push('no IfcBuildingStorey in the file');
  if (meshes.bounds.size === 0) warnings.push('no product of the file has a shape');
  // Assemblies have no shape of their own and are no cause for worry.
  const lost = [...products.elements.values()].filter(({ id, line }) => !meshes.bounds.has(id) && line.Representation);
  if (lost.length > 0) warnings.push(`${lost.length} products have a shape of which no triangle is left`);
  return { source, model, tree, products, properties, groups, warnings, ...meshes };
}

async function writeAll(folder: string, files: OutputFiles): Promise<number> {
  let bytes = 0;
  for (const [name, content] of files) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    bytes += content.byteLength;
  }
  return bytes;
}

/**
 * Bakes one IFC file into an existing folder, in this process: tileset.json with a GLB a storey, spaces.json with the
 * spaces' volumes, building.json. The same input gives the same bytes. Throws InputError for a file that cannot be baked.
 */
export async function bakeFile(
  file: string,
  folder: string,
  override: PlacementOverride,
  tell: Tell,
): Promise<BakeReport> {
  const started = performance.now();
  await Promise.all([MeshoptEncoder.ready, MeshoptSimplifier.ready]);
  const source = await readIfcSource(file);
  tell({ phase: 'read', fraction: 1 });
  const model = await IfcModel.open(source);
  try {
    const parts = bakeModel(source, model, tell);
    const georeference = await readGeoreference(model, parts.tree, parts.properties, parts.origin, override);
    const warnings = [...parts.warnings, ...georeference.warnings];
    const { placement } = georeference.georeference;
    const extras = bakeExtras(source.sha256, override, georeference.usedFallback);
    const tiles = storeyTiles(
      parts.groups.all,
      'storeys',
      'tileset.json',
      placement,
      extras,
      farContent(parts.groups.all),
    );
    const spaces = storeyTiles(parts.spaceGroups.all, 'spaces', 'spaces.json', placement, extras, null);
    tell({ phase: 'tiles', fraction: 1 });
    const building = buildingModel({ ...parts, georeference, contents: tiles.contents, warnings });
    const { elements: _, properties: __, ...outline } = building;
    const json = (value: object) => new TextEncoder().encode(JSON.stringify(value));
    const bytes = await writeAll(
      folder,
      new Map([...spaces.files, ...tiles.files, ['outline.json', json(outline)], ['building.json', json(building)]]),
    );
    tell({ phase: 'write', fraction: 1 });
    return {
      products: parts.products.elements.size,
      withGeometry: [...parts.products.elements.keys()].filter((id) => parts.bounds.has(id)).length,
      triangles: parts.groups.all.reduce((sum, { triangles }) => sum + triangles, 0),
      storeys: building.storeys.length,
      spaces: building.spaces.length,
      doors: building.doors.length,
      devices: building.devices.length,
      bytes,
      seconds: (performance.now() - started) / 1000,
      peakRssMb: process.resourceUsage().maxRSS / 1024,
      warnings,
      georeference: building.georeference,
    };
  } finally {
    model.close();
  }
}
