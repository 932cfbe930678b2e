import { performance } from 'node:perf_hooks';
import { MeshoptEncoder } from 'meshoptimizer/encoder';
import { MeshoptSimplifier } from 'meshoptimizer/simplifier';
import { OutputFiles } from '../output-files.ts';
import { PLACE } from './attribute-places.ts';
import { bakeExtras } from './baked.ts';
import { buildingJson } from './building-json.ts';
import { buildingModel } from './building-model.ts';
import { checkFile, checkPlaces, placesOf } from './check-file.ts';
import { facadeOpenings } from './facade-openings.ts';
import { frameOrigin, middleOf, type Vector3 } from './frame.ts';
import { type PlacementOverride, readGeoreference } from './georeference.ts';
import { inferStoreys } from './infer-storeys.ts';
import { MeshStream } from './meshes.ts';
import { IfcModel } from './model.ts';
import { decideParts } from './part-rule.ts';
import { type Products, readProducts } from './products.ts';
import { readProperties } from './properties.ts';
import type { BakeProgress, BakeReport } from './report.ts';
import { shellContent } from './shell.ts';
import { type IfcSource, readIfcSource } from './source.ts';
import type { SourceLimits } from './source-limits.ts';
import { readSpatialTree } from './spatial-tree.ts';
import { groupByStorey, type Shaped } from './storey-group.ts';
import { readSystems } from './systems.ts';
import { tileColumns } from './tile-columns.ts';
import { buildingTiles, spaceTiles } from './tile-set.ts';
import { readGaps } from './walkable/gaps.ts';
import { doubtOf, makeWalkable } from './walkable/walkable.ts';
import { ifc } from './web-ifc.ts';

type Tell = (progress: BakeProgress) => void;

/** Streams all meshes: of the products, and of the spaces apart from them. Again, if the first product was the stray. */
function readMeshes(model: IfcModel, products: Products, tell: Tell, from: Vector3 | null = null) {
  const stream = new MeshStream(model, from);
  const shaped: Shaped[] = [];
  const spaces: Shaped[] = [];
  stream.products((mesh, done) => {
    const product = products.elements.get(mesh.product) ?? products.other(mesh.product);
    if (mesh.triangles > 0) (products.isUnseen(mesh.product) ? spaces : shaped).push({ product, mesh });
    tell({ phase: 'meshes', fraction: done });
  });
  if (from === null && stream.strays.size > shaped.length) {
    return readMeshes(model, products, tell, frameOrigin(middleOf([...stream.strays.values()])));
  }
  const byId = new Map(products.spaces.map((space) => [space.id, space]));
  stream.ofTypes([ifc.IFCSPACE], (mesh) => {
    const product = byId.get(mesh.product);
    if (product) spaces.push({ product, mesh });
  });
  return { shaped, spaces, stream };
}

function bakeModel(source: IfcSource, model: IfcModel, tell: Tell) {
  const tree = readSpatialTree(model);
  const products = readProducts(model, tree);
  const properties = readProperties(model);
  const systems = readSystems(model);
  tell({ phase: 'properties', fraction: 1 });
  const { shaped, spaces, stream } = readMeshes(model, products, tell);
  const { origin } = stream;
  const storeys = tree.storeys.length > 0 ? tree.storeys : inferStoreys(model, shaped, origin[2]);
  const groups = decideParts(model, groupByStorey(storeys, shaped, origin[2]), properties, tree.assemblyOf, origin[2]);
  const spaceGroups = groupByStorey(storeys, spaces, origin[2]);
  const warnings: string[] = [...source.warnings, ...checkFile(model, products), ...checkPlaces(model, stream)];
  if (tree.building === null) warnings.push('no IfcBuilding in the file');
  if (tree.buildings > 1) warnings.push(`${tree.buildings} IfcBuilding instances: baked as one`);
  if (tree.storeys.length === 0) {
    warnings.push(
      `no IfcBuildingStorey in the file: ${storeys.length} storeys inferred from the heights of its products`,
    );
  }
  if (shaped.length === 0) warnings.push('no product of the file has a shape');
  // Assemblies have no shape of their own and are no cause for worry.
  const drawn = new Set(shaped.map(({ product }) => product.id));
  const lost = [...products.elements.values()].filter(
    ({ id, attributes }) => !drawn.has(id) && !stream.strays.has(id) && attributes[PLACE.representation] !== null,
  );
  if (lost.length > 0) {
    const places = placesOf(
      model,
      lost.map(({ id }) => id),
    );
    warnings.push(`${lost.length} products have a shape of which no triangle is left: ${places}`);
  }
  const gaps = readGaps(model, stream);
  return { source, model, tree, products, properties, systems, groups, spaceGroups, origin, gaps, warnings };
}

/**
 * Bakes one IFC file into an existing folder, in this process: tileset.json with the storeys' parts, spaces.json with the
 * spaces' volumes, outline.json and building.json, each beside its packed twins; and what this server alone reads: facade.json,
 * walkable.json and shell.bin. The same input gives the same bytes. Throws InputError for a file that cannot be baked.
 */
export async function bakeFile(
  file: string,
  folder: string,
  override: PlacementOverride,
  tell: Tell,
  limits?: SourceLimits,
): Promise<BakeReport> {
  const started = performance.now();
  await Promise.all([MeshoptEncoder.ready, MeshoptSimplifier.ready]);
  const source = await readIfcSource(file, limits);
  tell({ phase: 'read', fraction: 1 });
  const model = await IfcModel.open(source);
  try {
    const parts = bakeModel(source, model, tell);
    const georeference = await readGeoreference(model, parts.tree, parts.properties, parts.origin, override);
    const warnings = [...parts.warnings, ...georeference.warnings];
    const { placement } = georeference.georeference;
    const extras = bakeExtras(source.sha256, override, georeference.usedFallback);
    const columnsOf = tileColumns(parts.products, parts.systems);
    const frame = { placement, extras, origin: parts.origin, columnsOf };
    const files = new OutputFiles(folder);
    const contents = {
      products: buildingTiles(parts.groups, frame, files),
      spaces: spaceTiles(parts.spaceGroups, frame, files),
    };
    tell({ phase: 'tiles', fraction: 1 });
    const building = buildingModel({ ...parts, georeference, contents, warnings });
    // The ground is at the project's zero.
    const walkable = makeWalkable(building, parts.gaps, -parts.origin[2]);
    files.addOwn('walkable.json', Buffer.from(JSON.stringify(walkable.file)));
    const { outline, whole } = buildingJson(building);
    files.addText('outline.json', outline);
    files.addText('building.json', whole);
    files.addOwn('facade.json', Buffer.from(JSON.stringify(facadeOpenings(building, parts.groups))));
    const spaces = parts.spaceGroups.flatMap(({ members }) => members);
    files.addOwn('shell.bin', shellContent(parts.groups, parts.products.spaces, spaces));
    const bytes = await files.finish();
    tell({ phase: 'write', fraction: 1 });
    return {
      products: parts.products.elements.size,
      withGeometry: parts.groups
        .flatMap(({ members }) => members)
        .filter(({ product }) => parts.products.elements.has(product.id)).length,
      triangles: parts.groups.reduce((sum, { triangles }) => sum + triangles, 0),
      storeys: building.storeys.length,
      spaces: building.spaces.length,
      doors: building.doors.length,
      devices: building.devices.length,
      ways: {
        spaces: walkable.file.spaces.length,
        withRoute: walkable.withRoute,
        doubt: doubtOf(walkable),
      },
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
