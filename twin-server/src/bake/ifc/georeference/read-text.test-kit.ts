import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Georeference, GeoreferenceFinding } from 'twin-core';
import type { Vector3 } from '../frame.ts';
import { type PlacementOverride, readGeoreference } from '../georeference.ts';
import { IfcModel } from '../model.ts';
import { readProperties } from '../properties.ts';
import { readIfcSource } from '../source.ts';
import { readSpatialTree } from '../spatial-tree.ts';

/** What the doctor says of a file, and its findings by code. */
export interface Told {
  readonly georeference: Georeference;
  readonly warnings: readonly string[];
  finding(code: string): GeoreferenceFinding | undefined;
}

/** For tests: the doctor alone on a file whose frame begins at `origin` (metres of the project's axes). */
export async function readFileGeoreference(
  file: string,
  origin: Vector3 = [0, 0, 0],
  override: PlacementOverride = {},
): Promise<Told> {
  const model = await IfcModel.open(await readIfcSource(file));
  try {
    const { georeference, warnings } = await readGeoreference(
      model,
      readSpatialTree(model),
      readProperties(model),
      origin,
      override,
    );
    return { georeference, warnings, finding: (code) => georeference.findings.find((found) => found.code === code) };
  } finally {
    model.close();
  }
}

/** For tests: the doctor alone on the text of a file. */
export async function readTextGeoreference(
  text: string,
  origin?: Vector3,
  override?: PlacementOverride,
): Promise<Told> {
  const folder = await mkdtemp(join(tmpdir(), 'twin-georeference-'));
  try {
    const file = join(folder, 'sample.ifc');
    await writeFile(file, text);
    return await readFileGeoreference(file, origin, override);
  } finally {
    await rm(folder, { recursive: true });
  }
}
