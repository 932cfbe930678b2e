import type { Page } from '@playwright/test';
import { type CameraCalibration, calibrationIn, geoToLocal, type SiteFile } from 'twin-core';
import { picturePoints } from 'twin-core/geometry';
import { test as base, expect, ownTwin, sceneReady, signIn, TWIN_SCOPE } from './estate-test.ts';
import { type PagePoint, pictureOf, readModels } from './scene-steps.ts';
import type { TwinProcess } from './twin-process.ts';

/** On a server of its own: what is calibrated here is met by nobody else. */
const test = base.extend<object, { readonly twin: TwinProcess }>({ twin: [ownTwin(), TWIN_SCOPE] });

test.describe.configure({ timeout: 300_000 });
test.use({ viewport: { width: 1280, height: 720 } });

const CAMERA = 'FO-06-S1';
const PAIRS = 6;
/** The face of the building that the camera looks at stands so far before it, metres: what lies behind is hidden. */
const FACE_M = [13, 18] as const;

type Corner = [longitude: number, latitude: number, height: number];

/** A corner that the camera has in its picture, and the scene in its own. */
interface Matched {
  readonly pixel: readonly [number, number];
  readonly at: PagePoint;
}

test('7.2.16-1, E6.1.13-1 a camera is calibrated in the browser by corners of the model; its pose is the true one, and drift is told', async ({
  page,
  twin,
}) => {
  const site = await readModels<SiteFile>('site.json');
  const truth = (await readModels<CameraCalibration[]>('camera-calibrations.json')).find(
    ({ camera }) => camera === CAMERA,
  )!;
  await signIn(page, twin, `/desk?scale=0.25&device=${CAMERA}`);
  await maskMade(page, twin);
  await sceneReady(page);
  const panel = page.getByTestId('calibration');
  await expect(panel.getByTestId('calibration-standing')).toContainText('随基础数据');
  await panel.getByTestId('calibrate').click();
  const work = page.getByTestId('calibration-work');
  await expect(work.getByTestId('calibration-missing')).toContainText('还差 4 对');
  const { corners } = (await api(page, twin, `/camera-calibrations/${CAMERA}/corners`)) as { corners: Corner[] };
  expect(corners.length).toBeGreaterThan(20);
  await expect(work.getByTestId('calibration-still').locator('img')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByTestId('calibration-scene')).toBeAttached({ timeout: 60_000 });
  await sceneReady(page);
  const found = spread(await matches(page, site, truth, corners));
  let made = 0;
  for (const match of found) {
    if (made === PAIRS) break;
    // A corner that something hides is not offered under the pointer.
    if (!(await isOffered(page, match.at))) continue;
    await clickPicture(page, truth, match.pixel);
    await page.mouse.click(match.at.x, match.at.y);
    made += 1;
    await expect(work.locator(`[data-pair="${made}"]`)).toBeVisible();
  }
  expect(made, `${found.length} corners were tried`).toBe(PAIRS);
  await expect(work.getByTestId('calibration-residual')).toBeVisible();
  await sceneReady(page);
  await page.screenshot({ path: test.info().outputPath('calibration.png') });
  await work.getByTestId('calibration-save').click();
  await expect(panel.getByTestId('calibration-standing')).toContainText(`${PAIRS} 对点`);

  const stored = await calibrationOf(page, twin);
  const away = geoToLocal({ ...truth.location, headingDeg: 0 }, stored.location);
  expect(Math.hypot(...away)).toBeLessThan(0.5);
  expect(Math.abs(((stored.headingDeg - truth.headingDeg + 540) % 360) - 180)).toBeLessThan(0.5);
  expect(Math.abs(stored.tiltDeg - truth.tiltDeg)).toBeLessThan(0.5);
  expect(Math.abs(stored.focalPx / truth.focalPx - 1)).toBeLessThan(0.02);
  expect(stored.pairs).toHaveLength(PAIRS);
  expect(stored.drift).toBeNull();

  // Points that lie where they were speak for it; a picture that has moved speaks against it.
  await lookAgain(page, twin, stored, 0);
  await expect(panel).toHaveAttribute('data-drift', '');
  await lookAgain(page, twin, stored, 40);
  await expect(panel).toHaveAttribute('data-drift', 'residual');
  await expect(panel.getByTestId('calibration-drift')).toContainText('误差已放宽');
  expect((await calibrationOf(page, twin)).drift).toMatchObject({ why: 'residual' });
  await page.screenshot({ path: test.info().outputPath('drift.png') });
});

test('7.2.16-1 what fixes no pose is told where it happens', async ({ page, twin }) => {
  await signIn(page, twin, `/desk?scale=0.25&device=${CAMERA}`);
  await maskMade(page, twin);
  const refused = async (pairs: object[]) => {
    const lens = { focalPx: 1066, widthPx: 1920, heightPx: 1080, k1: 0 };
    const reply = await page.request.post(`${twin.url}/api/v1/camera-calibrations/${CAMERA}/pose`, {
      data: { pairs, ...lens },
    });
    expect(reply.status()).toBe(400);
    return reply.text();
  };
  const place = { longitude: 112.55, latitude: 37.87, height: 780 };
  const line = [0, 3, 6, 9].map((up) => ({ pixel: [960, 900 - up * 50], place: { ...place, height: 780 + up } }));
  expect(await refused(line.slice(0, 3))).toContain('at least 4 corners');
  expect(await refused(line)).toContain('in one line');
});

/** The picture is shown once the mask over homes is made. */
async function maskMade(page: Page, twin: TwinProcess): Promise<void> {
  await expect
    .poll(async () => ((await api(page, twin, `/cameras/${CAMERA}/mask`)) as { refusal: string | null }).refusal, {
      timeout: 120_000,
    })
    .toBeNull();
}

async function api(page: Page, { url }: TwinProcess, path: string): Promise<unknown> {
  const reply = await page.request.get(`${url}/api/v1${path}`);
  expect(reply.status(), path).toBe(200);
  return reply.json();
}

interface Stored extends CameraCalibration {
  readonly pairs: { readonly pixel: [number, number] }[];
  readonly drift: object | null;
}

async function calibrationOf(page: Page, twin: TwinProcess): Promise<Stored> {
  const { items } = (await api(page, twin, '/camera-calibrations')) as { items: Stored[] };
  return items.find(({ camera }) => camera === CAMERA)!;
}

/** Corners of the face before the camera that both pictures show well inside. */
async function matches(
  page: Page,
  { frame }: SiteFile,
  truth: CameraCalibration,
  corners: readonly Corner[],
): Promise<Matched[]> {
  const places = corners.map(([longitude, latitude, height]) => geoToLocal(frame, { longitude, latitude, height }));
  const pixels = picturePoints(calibrationIn(frame, truth), places);
  const drawn = await page.evaluate(
    (all) =>
      all.map(([longitude, latitude, height]) =>
        (
          window as unknown as {
            twin: {
              scene: {
                place(longitude: number, latitude: number, height: number): (PagePoint & { visible: boolean }) | null;
              };
            };
          }
        ).twin.scene.place(longitude, latitude, height),
      ),
    corners as Corner[],
  );
  const room = await pictureOf(page);
  const heading = ((truth.headingDeg - frame.headingDeg) * Math.PI) / 180;
  const [eyeX, eyeY] = geoToLocal(frame, truth.location);
  const isOnFace = places.map(([x, y]) => {
    const ahead = (x - eyeX) * Math.sin(heading) + (y - eyeY) * Math.cos(heading);
    const aside = Math.abs((x - eyeX) * Math.cos(heading) - (y - eyeY) * Math.sin(heading));
    return ahead > FACE_M[0] && ahead < FACE_M[1] && aside < FACE_M[1];
  });
  return corners.flatMap((_, i): Matched[] => {
    const [pixel, at] = [pixels[i], drawn[i]];
    if (!pixel || !at?.visible || !isOnFace[i]) return [];
    const isInPicture = pixel[0] > 60 && pixel[0] < 1860 && pixel[1] > 40 && pixel[1] < 1040;
    // Tools lie over the upper part of the scene, the most urgent alarm over the lower.
    const isFree = at.y > room.y + 110 && at.y < room.y + room.height - 130 && at.x > room.x + 20;
    return isInPicture && isFree ? [{ pixel, at }] : [];
  });
}

/** The same, each as far from those before it as can be. */
function spread(all: readonly Matched[]): Matched[] {
  const left = [...all];
  const chosen: Matched[] = left.splice(0, 1);
  const awayOf = ({ pixel }: Matched) =>
    Math.min(...chosen.map((one) => Math.hypot(one.pixel[0] - pixel[0], one.pixel[1] - pixel[1])));
  while (left.length > 0 && chosen.length < 80) {
    const far = left.reduce((best, one, i) => (awayOf(one) > awayOf(left[best]!) ? i : best), 0);
    chosen.push(...left.splice(far, 1));
  }
  return chosen;
}

/** Whether the scene marks this very corner under the pointer. */
async function isOffered(page: Page, { x, y }: PagePoint): Promise<boolean> {
  await page.mouse.move(x + 3, y);
  await page.mouse.move(x, y);
  await page.waitForTimeout(400);
  const mark = page.getByTestId('calibration-scene').locator('rect');
  const box = (await mark.count()) > 0 ? await mark.boundingBox() : null;
  return box !== null && Math.hypot(box.x + box.width / 2 - x, box.y + box.height / 2 - y) < 1;
}

/** Clicks a point of the still picture, zoomed in. */
async function clickPicture(
  page: Page,
  { widthPx, heightPx }: CameraCalibration,
  [u, v]: readonly [number, number],
): Promise<void> {
  const still = page.getByTestId('calibration-still');
  const closer = page.getByTestId('calibration-closer');
  while (await closer.isEnabled()) await closer.click();
  await still.evaluate(
    (element, [x, y]) => {
      const view = element.parentElement!;
      view.scrollIntoView({ block: 'nearest' });
      view.scrollTo(x! * element.clientWidth - view.clientWidth / 2, y! * element.clientHeight - view.clientHeight / 2);
    },
    [u / widthPx, v / heightPx],
  );
  const box = (await still.boundingBox())!;
  await page.mouse.click(box.x + (u / widthPx) * box.width, box.y + (v / heightPx) * box.height);
}

/** Clicks two kept points again, so many pixels aside. */
async function lookAgain(page: Page, twin: TwinProcess, stored: Stored, asidePx: number): Promise<void> {
  await maskMade(page, twin);
  await page.getByTestId('check-drift').click();
  await expect(page.getByTestId('calibration-still').locator('img')).toBeVisible({ timeout: 60_000 });
  for (const { pixel } of stored.pairs.slice(0, 2)) await clickPicture(page, stored, [pixel[0] + asidePx, pixel[1]]);
  await page.getByTestId('drift-tell').click();
  await expect(page.getByTestId('drift-check')).toHaveCount(0);
}
