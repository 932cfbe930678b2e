import { join } from 'node:path';
import { privacyMask, type SightCamera, solsticePath, sunHours, windowPoints } from 'twin-core/geometry';
import { bakeSite } from '../twin-server/src/bake/site.ts';
import { OpenEstate } from '../twin-server/src/sight/open-estate.ts';
import { quantile } from './quantile.ts';
import { readDemoEstate } from './sight-estate.ts';
import { isShaded, seenAreaByRays, wedgesWithin } from './sight-oracle.ts';
import { drawPolygons, drawScene } from './sight-raster.ts';

/** Every so many cameras and windows are held against an oracle, which takes most of the time; of coverage those whose range is small. */
const MASK_STRIDE = 20;
const COVERAGE_STRIDE = 30;
const ORACLE_RANGE_M = 30;
const WINDOW_STRIDE = 2500;
const ORACLE_SPACING_M = 0.25;
const PICTURE_PX = 960;
const YEAR = 2026;

/**
 * Sight over the demonstration's estate, its 19 buildings and all its cameras, on flat ground: what a camera takes; seen facade against rays cast
 * at all triangles one after the other; masks against a picture drawn by depth (intersection over union); sun against shadows cast likewise.
 */
export async function run(): Promise<object> {
  const [models, tilesets] = [join(import.meta.dirname, '../models'), join(import.meta.dirname, '../tilesets')];
  await bakeSite(models, tilesets);
  const { estate, cameras } = await readDemoEstate(models, tilesets);
  const opening = performance.now();
  const open = await OpenEstate.open(estate);
  const openMs = performance.now() - opening;
  const { scene } = open;
  const spreading = performance.now();
  open.coverage([]);
  const spreadMs = performance.now() - spreading;
  return {
    buildings: estate.shells.length,
    triangles: scene.tree.triangles,
    cameras: cameras.length,
    openMs: Math.round(openMs),
    samplesMs: Math.round(spreadMs),
    coverage: coverage(open, cameras),
    masks: masks(open, cameras),
    sun: sun(open, estate.frame.latitude),
  };
}

/** Time of each camera, and the facade that every so many see against the oracle's. */
function coverage(open: OpenEstate, cameras: readonly SightCamera[]): object {
  const times = cameras.map((camera) => timed(() => open.coverage([camera])).ms);
  const whole = timed(() => open.coverage(cameras));
  const near = cameras.filter(({ rangeM }) => rangeM <= ORACLE_RANGE_M).filter((_, i) => i % COVERAGE_STRIDE === 0);
  const compared = near.map((camera) => {
    const seenM2 = open.coverage([camera]).cameras[0]!.facadeM2;
    const oracle = timed(() => seenAreaByRays(open.scene, camera, ORACLE_SPACING_M));
    return { camera: camera.code, seenM2, oracleM2: oracle.value.areaM2, rays: oracle.value.rays, oracleMs: oracle.ms };
  });
  const sum = (pick: (one: (typeof compared)[number]) => number) =>
    compared.reduce((total, one) => total + pick(one), 0);
  const inWhole = whole.value;
  const seen = inWhole.facades.reduce((total, { seenM2 }) => total + seenM2, 0);
  const area = inWhole.facades.reduce((total, { areaM2 }) => total + areaM2, 0);
  return {
    msP50: tenth(quantile(times, 0.5)),
    msMax: tenth(Math.max(...times)),
    allMs: Math.round(whole.ms),
    facadeM2: Math.round(area),
    seenPercent: tenth((seen / area) * 100),
    compared: compared.map(({ camera, seenM2, oracleM2 }) => `${camera} ${tenth(seenM2)}/${tenth(oracleM2)}`),
    oracleRays: sum(({ rays }) => rays),
    oracleMs: Math.round(sum(({ oracleMs }) => oracleMs)),
    differencePercent: hundredth(
      (Math.abs(sum(({ seenM2 }) => seenM2) - sum(({ oracleM2 }) => oracleM2)) / sum(({ oracleM2 }) => oracleM2)) * 100,
    ),
  };
}

/** Masks without margin against the pixels whose nearest surface is a window of a home. */
function masks(open: OpenEstate, cameras: readonly SightCamera[]): object {
  const { scene } = open;
  const compared = cameras
    .filter((_, i) => i % MASK_STRIDE === 0)
    .map((camera) => {
      const made = timed(() => privacyMask(scene, camera, open.isPrivate, 0));
      const drawn = timed(() => drawScene(scene, camera, PICTURE_PX));
      const { surface, width, height } = drawn.value;
      const covered = drawPolygons(made.value.polygons, width, height);
      let [both, either] = [0, 0];
      for (let pixel = 0; pixel < surface.length; pixel++) {
        const shown = surface[pixel]! >= 0 ? scene.surfaces[surface[pixel]!]! : null;
        const isWindow = shown?.isOpening === true && open.isPrivate(shown);
        if (isWindow && covered[pixel] === 1) both += 1;
        if (isWindow || covered[pixel] === 1) either += 1;
      }
      const { windows, polygons } = made.value;
      return { camera: camera.code, both, either, windows, polygons: polygons.length, ms: made.ms, drawMs: drawn.ms };
    });
  const withWindows = compared.filter(({ either }) => either > 0);
  const each = withWindows.map(({ both, either }) => both / either);
  const sum = (pick: (one: (typeof compared)[number]) => number) =>
    compared.reduce((total, one) => total + pick(one), 0);
  return {
    compared: compared.length,
    withWindows: withWindows.length,
    windows: sum(({ windows }) => windows),
    polygons: sum(({ polygons }) => polygons),
    iou: thousandth(sum(({ both }) => both) / sum(({ either }) => either)),
    iouP50: thousandth(quantile(each, 0.5)),
    iouLeast: thousandth(Math.min(...each)),
    worst: withWindows
      .toSorted((a, b) => a.both / a.either - b.both / b.either)
      .slice(0, 3)
      .map(({ camera, both, either }) => `${camera} ${thousandth(both / either)} of ${either} px`),
    msP50: tenth(
      quantile(
        compared.map(({ ms }) => ms),
        0.5,
      ),
    ),
    msMax: tenth(Math.max(...compared.map(({ ms }) => ms))),
    drawMsP50: tenth(
      quantile(
        compared.map(({ drawMs }) => drawMs),
        0.5,
      ),
    ),
  };
}

/** Hours of all homes, and those of every so many windows against shadows cast by all triangles to the south. */
function sun(open: OpenEstate, latitude: number): object {
  const homes = timed(() => open.sun(YEAR));
  const path = solsticePath(YEAR, latitude);
  const { points, normals } = windowPoints(open.scene, open.isPrivate);
  const hours = sunHours(open.scene.tree, points, normals, path);
  const differences: number[] = [];
  const oracle = timed(() => {
    for (let i = 0; i < hours.length; i += WINDOW_STRIDE) {
      const from = [points[i * 3]!, points[i * 3 + 1]!, points[i * 3 + 2]!] as const;
      const wedges = wedgesWithin(open.scene, ([, , y1, , , z2]) => y1! < from[1] + 1 && z2! > from[2]);
      let sunny = 0;
      for (let k = 0; k < path.directions.length; k += 3) {
        const direction = [path.directions[k]!, path.directions[k + 1]!, path.directions[k + 2]!] as const;
        const facing =
          direction[0] * normals[i * 3]! + direction[1] * normals[i * 3 + 1]! + direction[2] * normals[i * 3 + 2]!;
        if (facing > 0 && direction[2] > 0 && !isShaded(wedges, from, direction, 0, 3000)) sunny += path.stepH;
      }
      differences.push(Math.abs(sunny - hours[i]!));
    }
  });
  return {
    homes: homes.value.length,
    windows: hours.length,
    ms: Math.round(homes.ms),
    hoursP50: hundredth(
      quantile(
        homes.value.map((home) => home.hours),
        0.5,
      ),
    ),
    atLeast1h: homes.value.filter((home) => home.hours >= 1).length,
    atLeast3h: homes.value.filter((home) => home.hours >= 3).length,
    compared: differences.length,
    differenceMaxH: hundredth(Math.max(...differences)),
    oracleMs: Math.round(oracle.ms),
  };
}

function timed<T>(work: () => T): { value: T; ms: number } {
  const began = performance.now();
  const value = work();
  return { value, ms: performance.now() - began };
}
const tenth = (value: number) => Math.round(value * 10) / 10;
const hundredth = (value: number) => Math.round(value * 100) / 100;
const thousandth = (value: number) => Math.round(value * 1000) / 1000;
