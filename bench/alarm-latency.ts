import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from '@playwright/test';
import { connectAsync, type MqttClient } from 'mqtt';
import { TwinProcess } from '../e2e/twin-process.ts';
import { quantile } from './quantile.ts';

/** Messages a second that flow besides, and how many alarms are measured, one every ALARM_EVERY_MS. */
const BACKGROUND_PER_S = 200;
const ALARMS = 200;
const ALARM_EVERY_MS = 300;
const SLICE_MS = 50;

interface DemoDevice {
  readonly code: string;
  readonly kind: string;
}

/**
 * An alarm's way from MQTT publish to its row in the page's document, milliseconds, while 200 other messages a second flow. The page
 * shows the plain map-less desk at 1280×720; publisher, server and browser share one clock and two cores. The row is acknowledged
 * over the API after it was seen, so that the next one is within the queue's window.
 */
export async function run(): Promise<object> {
  const twin = await TwinProcess.create();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--disable-background-networking'],
  });
  try {
    const devices = JSON.parse(await readFile('models/devices.json', 'utf8')) as DemoDevice[];
    const page = await openDesk(browser.newPage({ viewport: { width: 1280, height: 720 } }), twin);
    const client = await connectAsync(twin.mqttUrl, { username: twin.gateway.account, password: twin.gateway.key });
    const background = flow(
      client,
      devices.filter(({ kind }) => kind === 'smoke-detector'),
    );
    const latencies: number[] = [];
    const fences = devices.filter(({ kind }) => kind === 'combustible-gas-detector').slice(0, ALARMS);
    for (const { code } of fences) {
      latencies.push(await measure(page, client, twin, code));
      await sleep(ALARM_EVERY_MS);
    }
    const sent = await background.stop();
    await client.endAsync();
    return {
      alarms: latencies.length,
      backgroundPerS: Math.round(sent.perSecond),
      p50Ms: Math.round(quantile(latencies, 0.5)),
      p99Ms: Math.round(quantile(latencies, 0.99)),
      maxMs: Math.round(Math.max(...latencies)),
    };
  } finally {
    await browser.close();
    await twin.remove();
  }
}

async function openDesk(opening: Promise<Page>, twin: TwinProcess): Promise<Page> {
  const page = await opening;
  await page.goto(`${twin.url}/desk?scale=0.5`);
  await page.getByTestId('account').fill('admin');
  await page.getByTestId('password').fill(twin.password);
  await page.getByTestId('submit').click();
  await page.locator('[data-ready="true"]').waitFor({ timeout: 120_000 });
  return page;
}

/** Publishes one alarm and waits for its row; the page notes the instant of the row by its own observer. */
async function measure(page: Page, client: MqttClient, twin: TwinProcess, code: string): Promise<number> {
  const seen = page.evaluate(
    () =>
      new Promise<{ id: string; at: number }>((resolve) => {
        const known = new Set(
          [...document.querySelectorAll('[data-alarm]')].map((row) => row.getAttribute('data-alarm')),
        );
        new MutationObserver((_changes, observer) => {
          for (const row of document.querySelectorAll('[data-testid="queue-row"]')) {
            const id = row.getAttribute('data-alarm') ?? '';
            if (known.has(id)) continue;
            observer.disconnect();
            resolve({ id, at: Date.now() });
            return;
          }
        }).observe(document.body, {
          subtree: true,
          childList: true,
          attributes: true,
          attributeFilter: ['data-alarm'],
        });
      }),
  );
  await sleep(20);
  const sentAt = Date.now();
  await client.publishAsync(
    `twin/jinyang/${code}/observations`,
    JSON.stringify({ time: sentAt, values: { concentrationLel: 30 } }),
    { qos: 1 },
  );
  const { id, at } = await seen;
  await page.request.post(`${twin.url}/api/v1/alarms/${id}/acknowledge`, { data: {} });
  await client.publishAsync(
    `twin/jinyang/${code}/observations`,
    JSON.stringify({ time: Date.now(), values: { concentrationLel: 1 } }),
    { qos: 1 },
  );
  return at - sentAt;
}

/** A steady flow of observations; stop() says how many a second were acknowledged. */
function flow(client: MqttClient, devices: readonly DemoDevice[]): { stop(): Promise<{ perSecond: number }> } {
  const began = performance.now();
  let acknowledged = 0;
  let next = 0;
  const timer = setInterval(() => {
    for (let i = 0; i < (BACKGROUND_PER_S * SLICE_MS) / 1000; i++) {
      const { code } = devices[next++ % devices.length] ?? { code: '' };
      const body = JSON.stringify({
        time: Date.now(),
        values: { obscurationPctM: Math.round(Math.random() * 20) / 100 },
      });
      client.publish(`twin/jinyang/${code}/observations`, body, { qos: 1 }, (failure) => {
        if (!failure) acknowledged++;
      });
    }
  }, SLICE_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      const perSecond = (acknowledged / (performance.now() - began)) * 1000;
      return { perSecond };
    },
  };
}
