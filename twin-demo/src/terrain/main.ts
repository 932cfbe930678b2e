import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { terrainFiles } from './terrain-files.ts';

/** Folder the terrain is written to: models/terrain/ beside the workspaces, or the first argument. */
const OUT = process.argv[2] ?? fileURLToPath(new URL('../../../models/terrain', import.meta.url));

await mkdir(OUT, { recursive: true });
for (const [name, bytes] of Object.entries(terrainFiles())) {
  await writeFile(join(OUT, name), bytes);
  console.log(`${name}: ${(bytes.length / 1e6).toFixed(2)} MB`);
}
