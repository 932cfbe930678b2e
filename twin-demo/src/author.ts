import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildEstate } from './estate/estate.ts';
import { estateFiles, IFC_TIMESTAMP } from './estate/estate-files.ts';
import { openIfcWriter } from './ifc/ifc-document.ts';
import { writeBuilding } from './ifc/write-building.ts';

/** Folder the estate is written to: models/ beside the workspaces, or the first argument. */
const OUT = process.argv[2] ?? fileURLToPath(new URL('../../models', import.meta.url));

const estate = buildEstate();
const site = estate.site.name.zh;
const texts = estateFiles(estate);

await mkdir(OUT, { recursive: true });
const wanted = new Set(estate.buildings.map(({ file }) => file));
for (const name of await readdir(OUT)) {
  if (name.endsWith('.ifc') && !wanted.has(name)) await rm(join(OUT, name));
}
const api = await openIfcWriter();
let bytes = 0;
for (const { design, map, file } of estate.buildings) {
  const data = writeBuilding(api, design, { site, map }, IFC_TIMESTAMP);
  bytes += data.byteLength;
  await writeFile(join(OUT, file), data);
}
for (const [name, text] of Object.entries(texts)) {
  bytes += Buffer.byteLength(text);
  await mkdir(dirname(join(OUT, name)), { recursive: true });
  await writeFile(join(OUT, name), text);
}
console.log(
  `${estate.buildings.length} buildings, ${estate.houses.length} homes, ${estate.devices.length} devices, ` +
    `${estate.persons.length} persons: ${(bytes / 1e6).toFixed(1)} MB in ${OUT}`,
);
