import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { chromium } from '@playwright/test';
import { findChromium } from './find-chromium.mjs';
import { ROOT } from './run-program.mjs';

/** `node scripts/render-icons.mjs`: the icons of the installed client as PNG, from twin-client/public/icon.svg. Run when that changes. */
const FOLDER = `${ROOT}/twin-client/public`;
/** An icon that is cut to a shape by the system keeps what matters within the middle 80 %, on a ground that fills it. */
const ICONS = [
  { name: 'icon-192.png', sizePx: 192, share: 1 },
  { name: 'icon-512.png', sizePx: 512, share: 1 },
  { name: 'icon-maskable-512.png', sizePx: 512, share: 0.74, ground: '#0b1220' },
];

const svg = await readFile(`${FOLDER}/icon.svg`, 'utf8');
await mkdir(`${FOLDER}/icons`, { recursive: true });
const isRoot = process.getuid?.() === 0;
const browser = await chromium.launch({ executablePath: await findChromium(), args: isRoot ? ['--no-sandbox'] : [] });
try {
  const page = await browser.newPage();
  for (const { name, sizePx, share, ground = 'transparent' } of ICONS) {
    await page.setViewportSize({ width: sizePx, height: sizePx });
    const image = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    await page.setContent(
      `<body style="margin:0;height:100vh;display:grid;place-items:center;background:${ground}"><img src="${image}" style="width:${share * 100}vw"></body>`,
    );
    await page.locator('img').evaluate((element) => element.decode());
    await writeFile(`${FOLDER}/icons/${name}`, await page.screenshot({ omitBackground: true }));
  }
} finally {
  await browser.close();
}
