import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { BakePool, isBaked } from '../twin-server/src/bake/ifc/index.ts';
import { reasonOf } from '../twin-server/src/problem.ts';

const MB = 1e6;
const SIZES_MB = [50, 500];
const SAMPLE_MS = 10;

/**
 * Large files by the pool with its ordinary limits: what becomes of them, how long it takes, the worker's peak, and how much
 * this process, which stands for the server, grows meanwhile (asked: never by more than 200 MB). The files are written here:
 * walls of their own shape and placement, side by side on storeys of a thousand.
 */
export async function run(): Promise<object> {
  const root = await mkdtemp(join(tmpdir(), 'twin-ifc-limits-'));
  const pool = new BakePool({ size: 1 });
  try {
    const results: object[] = [];
    for (const megabytes of SIZES_MB) {
      const file = join(root, `${megabytes}.ifc`);
      const walls = await writeWalls(file, megabytes * MB);
      const out = join(root, String(megabytes));
      const began = performance.now();
      const { outcome, growthMb } = await watched(async () => {
        const report = await pool.bake({ file, out });
        if (!(await isBaked(out, file))) throw new Error('baked, but not counted as such');
        return { triangles: report.triangles, peakRssMb: Math.round(report.peakRssMb), warnings: report.warnings };
      });
      const seconds = Math.round((performance.now() - began) / 100) / 10;
      results.push({ megabytes, walls, seconds, serverGrowthMb: growthMb, outcome });
      process.stderr.write(`${JSON.stringify(results.at(-1))}\n`);
      await rm(file);
      await rm(out, { recursive: true, force: true });
    }
    return { files: results };
  } finally {
    await pool.close();
    await rm(root, { recursive: true, force: true });
  }
}

/** What came of it, and by how many MB this process grew at most. */
async function watched(act: () => Promise<object>): Promise<{ outcome: object | string; growthMb: number }> {
  const before = process.memoryUsage.rss();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, SAMPLE_MS);
  const outcome = await act().catch(reasonOf);
  clearInterval(watch);
  return { outcome, growthMb: Math.round((most - before) / MB) };
}

/** Writes an IFC4 file of at least this size; returns the number of its walls. */
async function writeWalls(path: string, bytes: number): Promise<number> {
  const file = createWriteStream(path, { highWaterMark: 2 ** 20 });
  let written = 0;
  const write = async (text: string) => {
    written += text.length;
    if (!file.write(text)) await once(file, 'drain');
  };
  await write(HEAD);
  let walls = 0;
  let storeyWalls: number[] = [];
  let next = 100;
  for (; written < bytes; walls++) {
    const [storey, place] = [Math.floor(walls / 1000), walls % 1000];
    await write(wall(next, walls, (place % 40) * 5, Math.floor(place / 40) * 3, storey * 3));
    storeyWalls.push(next + 9);
    next += 10;
    if (place === 999) {
      await write(storeyOf(next, storey, storeyWalls));
      storeyWalls = [];
      next += 3;
    }
  }
  await write('ENDSEC;\nEND-ISO-10303-21;\n');
  file.end();
  await once(file, 'close');
  return walls;
}

const globalId = (kind: string, number: number) => `0Bench$${kind}${String(number).padStart(14, '0')}`;

function wall(id: number, number: number, x: number, y: number, z: number): string {
  const at = (offset: number) => `#${id + offset}`;
  return [
    `${at(0)}=IFCCARTESIANPOINT((${x}.,${y}.,${z}.));`,
    `${at(1)}=IFCAXIS2PLACEMENT3D(${at(0)},$,$);`,
    `${at(2)}=IFCLOCALPLACEMENT(#20,${at(1)});`,
    `${at(3)}=IFCRECTANGLEPROFILEDEF(.AREA.,$,#13,${4 + (number % 97) / 100},0.2);`,
    `${at(4)}=IFCEXTRUDEDAREASOLID(${at(3)},#12,#14,2.8);`,
    `${at(5)}=IFCSHAPEREPRESENTATION(#15,'Body','SweptSolid',(${at(4)}));`,
    `${at(6)}=IFCPRODUCTDEFINITIONSHAPE($,$,(${at(5)}));`,
    `${at(7)}=IFCPROPERTYSINGLEVALUE('Reference',$,IFCLABEL('wall ${number} of the large file'),$);`,
    `${at(8)}=IFCPROPERTYSET('${globalId('S', number)}',$,'Pset_WallCommon',$,(${at(7)}));`,
    `${at(9)}=IFCWALL('${globalId('W', number)}',$,'Wall ${number}',$,$,${at(2)},${at(6)},'${number}',$);`,
    '',
  ].join('\n');
}

function storeyOf(id: number, number: number, walls: readonly number[]): string {
  const list = walls.map((wall) => `#${wall}`).join(',');
  return [
    `#${id}=IFCBUILDINGSTOREY('${globalId('L', number)}',$,'${number + 1}F',$,$,#20,$,$,.ELEMENT.,${number * 3}.);`,
    `#${id + 1}=IFCRELAGGREGATES('${globalId('A', number)}',$,$,$,#31,(#${id}));`,
    `#${id + 2}=IFCRELCONTAINEDINSPATIALSTRUCTURE('${globalId('C', number)}',$,$,$,(${list}),#${id});`,
    '',
  ].join('\n');
}

const HEAD = `ISO-10303-21;
HEADER;
FILE_DESCRIPTION((''),'2;1');
FILE_NAME('large.ifc','2026-01-01T00:00:00',(''),(''),'','','');
FILE_SCHEMA(('IFC4'));
ENDSEC;
DATA;
#10=IFCCARTESIANPOINT((0.,0.,0.));
#11=IFCCARTESIANPOINT((0.,0.));
#12=IFCAXIS2PLACEMENT3D(#10,$,$);
#13=IFCAXIS2PLACEMENT2D(#11,$);
#14=IFCDIRECTION((0.,0.,1.));
#15=IFCGEOMETRICREPRESENTATIONCONTEXT($,'Model',3,1.E-05,#12,$);
#16=IFCSIUNIT(*,.LENGTHUNIT.,$,.METRE.);
#17=IFCUNITASSIGNMENT((#16));
#18=IFCPROJECT('0Bench$P00000000000000',$,'Large',$,$,$,$,(#15),#17);
#20=IFCLOCALPLACEMENT($,#12);
#30=IFCSITE('0Bench$T00000000000000',$,'Site',$,$,#20,$,$,.ELEMENT.,$,$,$,$,$);
#31=IFCBUILDING('0Bench$B00000000000000',$,'Building',$,$,#20,$,$,.ELEMENT.,$,$,$);
#32=IFCRELAGGREGATES('0Bench$R00000000000001',$,$,$,#18,(#30));
#33=IFCRELAGGREGATES('0Bench$R00000000000002',$,$,$,#30,(#31));
`;
