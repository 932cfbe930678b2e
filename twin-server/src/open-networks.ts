import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LayerRecord, NetworkFile } from 'twin-core';
import { z } from 'zod';
import { bakePipes, PIPES_BAKE_VERSION, readPipesNote } from './bake/pipes/index.ts';
import type { Layers } from './layers/layers.ts';
import { networkFeatures } from './network-features.ts';
import { codeOf, reasonOf } from './problem.ts';
import { servedGround } from './served-ground.ts';
import type { TerrainSource } from './terrain/terrain-source.ts';

const NetworkList = z.object({
  networks: z.array(
    z.object({ code: z.string(), name: z.object({ zh: z.string(), en: z.string() }), file: z.string() }),
  ),
});

/** Where the demonstration's networks are, and where they go. */
export interface DemoNetworks {
  readonly models: string;
  /** Folder of the baked layers. */
  readonly out: string;
  readonly layers: Layers;
  readonly terrain: TerrainSource;
  readonly onProgress: (line: string) => void;
}

/** Bakes the demonstration's networks where they changed, and stores them as layers; one that cannot be baked is said and left out. */
export async function openDemoNetworks({ models, out, layers, terrain, onProgress }: DemoNetworks): Promise<void> {
  const folder = join(models, 'networks');
  const text = await readFile(join(folder, 'networks.json'), 'utf8').catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return null;
    throw cause;
  });
  if (text === null) return;
  for (const { code, name, file } of NetworkList.parse(JSON.parse(text)).networks) {
    try {
      const path = join(folder, file);
      const sha256 = createHash('sha256')
        .update(await readFile(path))
        .digest('hex');
      const target = join(out, code);
      const note = await readPipesNote(target);
      const isBaked = note?.pipes === PIPES_BAKE_VERSION && note.sha256 === sha256;
      if (!isBaked) {
        onProgress(`baking the networks: ${code}`);
        await bakePipes(path, target, {
          plan: { by: 'crs', crs: 'EPSG:4326' },
          heights: { by: 'depth', part: 'usual' },
          ground: servedGround(terrain),
        });
      }
      if (isBaked && (await layers.get(code))) continue;
      const network = NetworkFile.parse(JSON.parse(await readFile(join(target, 'network.json'), 'utf8')));
      await layers.putWhole(networkRecord(code, name, `models/networks/${file}`), networkFeatures(code, network));
    } catch (cause) {
      onProgress(`${code}: ${reasonOf(cause)}`);
    }
  }
}

/** A network as a layer of geographic information. It is seen when somebody looks under the ground. */
function networkRecord(code: string, name: LayerRecord['name'], source: string): LayerRecord {
  return LayerRecord.parse({
    code,
    name,
    kind: 'network',
    group: 'underground',
    source,
    crs: 'EPSG:4326',
    heightDatum: 'ellipsoid',
    tileset: `/tilesets/layers/${code}/tileset.json`,
    visible: false,
  });
}
