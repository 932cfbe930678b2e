import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DeviceRecord, DutyRecord, HouseRecord, OrganisationRecord, PersonRecord, SiteFile } from 'twin-core';
import { buildEstate } from './estate/estate.ts';
import { openIfcWriter } from './ifc/ifc-document.ts';
import { writeBuilding } from './ifc/write-building.ts';

/** Folder the estate is written to: models/ beside the workspaces, or the first argument. */
const OUT = process.argv[2] ?? fileURLToPath(new URL('../../models', import.meta.url));
// The header's time stands still, so that authoring twice gives the same bytes.
const TIMESTAMP = '2026-01-01T00:00:00';

/** One record a line: a list that differs in one record differs in one line. */
function lines(records: readonly unknown[]): string {
  return `[\n${records.map((record) => JSON.stringify(record)).join(',\n')}\n]\n`;
}

const estate = buildEstate();
const site = SiteFile.parse(estate.site);
const texts: Readonly<Record<string, string>> = {
  'site.json': `${JSON.stringify(site, null, 2)}\n`,
  [site.ground]: `${JSON.stringify(estate.ground)}\n`,
  [site.data.devices]: lines(DeviceRecord.array().parse(estate.devices)),
  [site.data.houses]: lines(HouseRecord.array().parse(estate.houses)),
  [site.data.persons]: lines(PersonRecord.array().parse(estate.persons)),
  [site.data.organisations]: lines(OrganisationRecord.array().parse(estate.organisations)),
  [site.data.duties]: lines(DutyRecord.array().parse(estate.duties)),
};

await mkdir(OUT, { recursive: true });
const api = await openIfcWriter();
const wanted = new Set(estate.buildings.map(({ file }) => file));
for (const name of await readdir(OUT)) {
  if (name.endsWith('.ifc') && !wanted.has(name)) await rm(join(OUT, name));
}
let bytes = 0;
for (const { design, map, file } of estate.buildings) {
  const data = writeBuilding(api, design, { site: site.name.zh, map }, TIMESTAMP);
  bytes += data.byteLength;
  await writeFile(join(OUT, file), data);
}
for (const [name, text] of Object.entries(texts)) {
  bytes += Buffer.byteLength(text);
  await writeFile(join(OUT, name), text);
}
console.log(
  `${estate.buildings.length} buildings, ${estate.houses.length} homes, ${estate.devices.length} devices, ` +
    `${estate.persons.length} persons: ${(bytes / 1e6).toFixed(1)} MB in ${OUT}`,
);
