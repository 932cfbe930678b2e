import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';

const STORED = fileURLToPath(new URL('../docs/pictures/checked/', import.meta.url));
/** Set, pictures are stored anew in place of being compared. */
const WRITE = process.env.TWIN_PICTURES === 'write';
/**
 * Pictures are compared in squares of so many pixels, by the mean of each color: letters whose edges another machine smooths otherwise stay the same,
 * what moved by a letter or has another color does not.
 */
const SQUARE = 16;
/** Of 255. */
const COLOR = 8;

/**
 * Compares what the page shows with the picture that is stored under this name: at most this share of its squares may differ. Kept beside the test's
 * results where it does not fit.
 */
export async function expectPicture(page: Page, name: string, tolerance: number): Promise<void> {
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  const file = join(STORED, `${name}.webp`);
  const bench = await page.context().newPage();
  try {
    if (WRITE) {
      const webp = await bench.evaluate(compress, png.toString('base64'));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, Buffer.from(webp, 'base64'));
      return;
    }
    const stored = (await readFile(file)).toString('base64');
    const { share, squares } = await bench.evaluate(compare, {
      ...{ shown: png.toString('base64'), stored, square: SQUARE, color: COLOR },
    });
    test
      .info()
      .annotations.push({ type: 'picture', description: `${name}: ${(share * 100).toFixed(2)} % of squares differ` });
    if (share > tolerance) await test.info().attach(`${name}.png`, { body: png, contentType: 'image/png' });
    expect(share, `${name}: share of squares that differ, the first at ${squares.join(' ')}`).toBeLessThanOrEqual(
      tolerance,
    );
  } finally {
    await bench.close();
  }
}

/** Runs in a page: a PNG as WebP, both as base64. */
async function compress(png: string): Promise<string> {
  const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0);
  return canvas.toDataURL('image/webp', 0.8).split(',')[1]!;
}

interface Compared {
  readonly shown: string;
  readonly stored: string;
  readonly square: number;
  readonly color: number;
}

/** Runs in a page: the share of squares that differ, and where the first of them are, in pixels. All of them where the sizes differ. */
async function compare({ shown, stored, square, color }: Compared): Promise<{ share: number; squares: string[] }> {
  const means = async (type: string, base64: string) => {
    const bitmap = await createImageBitmap(await (await fetch(`data:${type};base64,${base64}`)).blob());
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })!;
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    const columns = Math.ceil(width / square);
    const sums = new Float64Array(columns * Math.ceil(height / square) * 4);
    for (let y = 0, at = 0; y < height; y++)
      for (let x = 0; x < width; x++, at += 4) {
        const to = (Math.floor(y / square) * columns + Math.floor(x / square)) * 4;
        for (let channel = 0; channel < 3; channel++) sums[to + channel]! += data[at + channel]!;
        sums[to + 3]!++;
      }
    return { width, height, columns, sums };
  };
  const [a, b] = [await means('image/png', shown), await means('image/webp', stored)];
  if (a.width !== b.width || a.height !== b.height) return { share: 1, squares: [`${a.width} × ${a.height}`] };
  const squares: string[] = [];
  const count = a.sums.length / 4;
  let different = 0;
  for (let i = 0; i < count; i++) {
    const of = ({ sums }: typeof a, channel: number) => sums[i * 4 + channel]! / sums[i * 4 + 3]!;
    if (![0, 1, 2].some((channel) => Math.abs(of(a, channel) - of(b, channel)) > color)) continue;
    different++;
    if (squares.length < 5) squares.push(`${(i % a.columns) * square},${Math.floor(i / a.columns) * square}`);
  }
  return { share: different / count, squares };
}
