import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { bakeFile } from '../twin-server/src/bake/ifc/bake-file.ts';
import { IfcModel } from '../twin-server/src/bake/ifc/model.ts';

/** Turns one IFC file into what the contender makes of it, written into an existing folder; tells the triangles where it knows them. */
type Convert = (file: string, folder: string) => Promise<{ readonly triangles: number | null }>;

const require = createRequire(import.meta.url);

/** web-ifc alone: every mesh and every space streamed, every geometry's arrays read once. Nothing is written. */
async function raw(file: string): Promise<{ triangles: number }> {
  const bytes = await readFile(file);
  const model = await IfcModel.open({ path: file, file: basename(file), bytes, sha256: '', schema: '', warnings: [] });
  const { api, id } = model;
  const sizes = new Map<number, number>();
  let triangles = 0;
  const take = (mesh: Parameters<Parameters<typeof api.StreamAllMeshes>[1]>[0]) => {
    for (let i = 0; i < mesh.geometries.size(); i++) {
      const { geometryExpressID } = mesh.geometries.get(i);
      let size = sizes.get(geometryExpressID);
      if (size === undefined) {
        const shape = api.GetGeometry(id, geometryExpressID);
        const vertices = api.GetVertexArray(shape.GetVertexData(), shape.GetVertexDataSize()).slice();
        const indices = api.GetIndexArray(shape.GetIndexData(), shape.GetIndexDataSize()).slice();
        shape.delete();
        size = vertices.length > 0 ? indices.length / 3 : 0;
        sizes.set(geometryExpressID, size);
      }
      triangles += size;
    }
  };
  api.StreamAllMeshes(id, take);
  api.StreamAllMeshesWithTypes(id, [api.GetTypeCodeFromName('IFCSPACE')], take);
  model.close();
  return { triangles };
}

async function own(file: string, folder: string): Promise<{ triangles: number }> {
  return bakeFile(file, folder, {}, () => {});
}

/** @thatopen/fragments: IfcImporter with its default settings, deflated as it is delivered. */
async function fragments(file: string, folder: string): Promise<{ triangles: null }> {
  const { IfcImporter } = await import('@thatopen/fragments');
  const importer = new IfcImporter();
  importer.wasm = { path: `${dirname(require.resolve('web-ifc'))}/`, absolute: true };
  const bytes = await importer.process({ bytes: new Uint8Array(await readFile(file)) });
  await writeFile(join(folder, 'model.frag'), bytes);
  return { triangles: null };
}

/** ifc-lite: one GLB with the express id of every node, openings and spaces left out as in its viewer. */
async function ifcLite(file: string, folder: string): Promise<{ triangles: null }> {
  const { IfcAPI, initSync } = await import('@ifc-lite/wasm');
  initSync({ module: await readFile(require.resolve('@ifc-lite/wasm/ifc-lite_bg.wasm')) });
  const api = new IfcAPI();
  const hidden = 'IfcOpeningElement,IfcSpace';
  const bytes = api.exportGlb(await readFile(file), true, new Uint32Array(), undefined, hidden);
  await writeFile(join(folder, 'model.glb'), bytes);
  return { triangles: null };
}

/** What is measured, by name. */
export const CONTENDERS = { raw, own, fragments, ifcLite } satisfies Readonly<Record<string, Convert>>;

export type Contender = keyof typeof CONTENDERS;

/**
 * Makes the folder that a contender writes one file's result into: empty, as the product's always is. Writing over files of before takes
 * two and a half times as long, for their old blocks are flushed.
 */
export async function folderFor(root: string, contender: Contender, file: string): Promise<string> {
  const folder = join(root, contender, basename(file));
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  return folder;
}
