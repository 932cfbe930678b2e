import { Follower } from '../../twin-server/src/load/follower.ts';
import { TwinProcess } from '../twin-process.ts';
import { machineKey } from './machine-key.ts';
import { ReliablePublisher } from './reliable-publisher.ts';

/** Devices of the fault tests: enough that messages spread, few enough that every one of them is read back. */
const DEVICES = 100;
/** A property that no alarm watches: a delay that ends between two looks would change the state between them. */
export const PROPERTY = 'windDirDeg';
export const deviceCode = (i: number) => `WX-${String(i).padStart(3, '0')}`;
const FENCE = 'PF-001';
const READY_MS = 60_000;

/** How long a fault is tried: `short` in CI, `long` by `npm run bench -- faults`. */
export type Length = 'short' | 'long';

/** What a fault came to. Counts are messages; times seconds. */
export interface Outcome {
  readonly acknowledged: number;
  /** Acknowledged and not found. */
  readonly lost: number;
  /** Seen more than once in the history or the journal. */
  readonly twice: number;
  /** From the fault until the server was ready again, the longest of them; null where it never was away. */
  readonly readyS: number | null;
  /** The client folded to the server's own hash, without a gap it was not told of. */
  readonly hashEqual: boolean;
  readonly note?: string;
}

/** A server with a site of a hundred weather stations, a publisher that keeps account, and a client that follows. */
export class FaultSite {
  readonly twin: TwinProcess;
  readonly key: string;
  readonly publisher: ReliablePublisher;
  follower!: Follower;
  readyS: number | null = null;

  private constructor(twin: TwinProcess, key: string, publisher: ReliablePublisher) {
    this.twin = twin;
    this.key = key;
    this.publisher = publisher;
  }

  /** Starts it. `brokerUrl`: where devices publish, when that is not the server itself. */
  static async open(env: Readonly<Record<string, string>> = {}, brokerUrl?: string): Promise<FaultSite> {
    const twin = await TwinProcess.create(undefined, { TWIN_DEMO: '0', TWIN_DEVICE_RATE: '0', ...env });
    const { key, gateway } = await machineKey(twin, 'site');
    const register = (code: string, kind: string, facility: string) =>
      post(twin, key, '/devices', {
        code,
        name: code,
        kind,
        facility,
        location: { longitude: 112.55, latitude: 37.87, height: 771 },
      });
    for (let i = 0; i < DEVICES; i++) await register(deviceCode(i), 'weather-station', 'environment');
    await register(FENCE, 'pulse-fence-zone', 'perimeter');
    const publisher = await ReliablePublisher.connect({
      url: brokerUrl ?? twin.mqttUrl,
      ...gateway,
      site: 'site',
      devices: Array.from({ length: DEVICES }, (_, i) => deviceCode(i)),
      property: PROPERTY,
      eventDevice: FENCE,
    });
    const site = new FaultSite(twin, key, publisher);
    site.follower = await Follower.open({ url: twin.url, key, site: 'site', folds: true });
    return site;
  }

  /** Does something to the server, and notes how long it was until it was ready again. */
  async timed(fault: () => Promise<unknown>): Promise<void> {
    const startedAt = performance.now();
    await fault();
    await this.untilReady();
    this.readyS = Math.max(this.readyS ?? 0, (performance.now() - startedAt) / 1000);
  }

  async untilReady(): Promise<void> {
    const deadline = Date.now() + READY_MS;
    for (;;) {
      const ready = await fetch(`${this.twin.url}/readyz`).then(
        (response) => response.ok,
        () => false,
      );
      if (ready) return;
      if (Date.now() > deadline)
        throw new Error(`not ready after ${READY_MS / 1000} s:\n${this.twin.output.slice(-2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Waits until everything is acknowledged and the client has it, and counts what is where it should be. */
  async settle(): Promise<Outcome> {
    await this.publisher.settle();
    const twin = await this.get<{ seq: number; hash: string }>('/twin');
    const deadline = Date.now() + 30_000;
    while (this.follower.upto < twin.seq && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 50));
    const counts = { lost: 0, twice: 0 };
    for (const [device, acknowledged] of this.publisher.acknowledged) await this.#compare(device, acknowledged, counts);
    await this.#compareEvents(counts);
    return {
      acknowledged: this.publisher.count,
      ...counts,
      readyS: this.readyS === null ? null : Math.round(this.readyS * 10) / 10,
      hashEqual: this.follower.hash() === (await this.get<{ hash: string }>('/twin')).hash,
    };
  }

  async get<T>(path: string): Promise<T> {
    const response = await fetch(`${this.twin.url}/api/v1${path}`, {
      headers: { authorization: `Bearer ${this.key}` },
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async close(): Promise<void> {
    this.follower.close();
    this.publisher.close();
    await this.twin.remove();
  }

  async #compare(
    device: string,
    acknowledged: ReadonlyMap<number, number>,
    counts: { lost: number; twice: number },
  ): Promise<void> {
    const times = [...acknowledged.keys()];
    if (times.length === 0) return;
    const seen = new Map<number, number>();
    const from = Math.min(...times);
    const to = Math.max(...times);
    for await (const { time, value } of this.#pages<{ time: number; value: number }>(
      `/devices/${device}/observations?property=${PROPERTY}&from=${from}&to=${to}&limit=10000`,
    )) {
      if (seen.has(time)) counts.twice++;
      seen.set(time, value);
    }
    for (const [time, value] of acknowledged) if (seen.get(time) !== value) counts.lost++;
  }

  async #compareEvents(counts: { lost: number; twice: number }): Promise<void> {
    const seen = new Set<string>();
    for await (const { event } of this.#pages<{ event: { id: string } }>(
      `/journal?kind=device.reported&device=${FENCE}&limit=1000`,
    )) {
      if (seen.has(event.id)) counts.twice++;
      seen.add(event.id);
    }
    for (const id of this.publisher.acknowledgedEvents) if (!seen.has(id)) counts.lost++;
  }

  async *#pages<T>(path: string): AsyncGenerator<T> {
    let cursor: string | null = null;
    do {
      const page: { items: T[]; next: string | null } = await this.get(
        cursor ? `${path}&cursor=${encodeURIComponent(cursor)}` : path,
      );
      yield* page.items;
      cursor = page.next;
    } while (cursor !== null);
  }
}

async function post(twin: TwinProcess, key: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${twin.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}
