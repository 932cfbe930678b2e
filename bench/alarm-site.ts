import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { machineKey } from '../e2e/faults/machine-key.ts';
import { TwinProcess } from '../e2e/twin-process.ts';

/** A row of the import of devices. */
export interface DeviceRow {
  readonly deviceCode: string;
  readonly name: string;
  readonly kind: string;
  readonly longitude: number;
  readonly latitude: number;
  readonly parent?: string;
}

/** The middle of where the devices stand, degrees. */
export const MIDDLE = { longitude: 112.55, latitude: 37.87 } as const;

export interface AlarmSite {
  readonly twin: TwinProcess;
  readonly key: string;
  readonly gateway: { readonly account: string; readonly secret: string };
  readonly mqtt: MqttClient;
  get<T>(path: string): Promise<T>;
  close(): Promise<void>;
}

/** Our server as users start it, without the demonstration, with devices imported by its own command, and a gateway connected. */
export async function openAlarmSite(
  devices: readonly DeviceRow[],
  env: Readonly<Record<string, string>> = {},
): Promise<AlarmSite> {
  const twin = await TwinProcess.create(undefined, { TWIN_DEMO: '0', TWIN_DEVICE_RATE: '0', ...env });
  const { key, gateway } = await machineKey(twin, 'site');
  const folder = await mkdtemp(join(tmpdir(), 'twin-bench-'));
  const file = join(folder, 'devices.json');
  await writeFile(file, JSON.stringify(devices));
  await twin.command('import', 'device', file);
  await rm(folder, { recursive: true });
  const mqtt = await connectAsync(twin.mqttUrl, { username: gateway.account, password: gateway.secret });
  return {
    twin,
    key,
    gateway,
    mqtt,
    async get<T>(path: string): Promise<T> {
      const response = await fetch(`${twin.url}/api/v1${path}`, { headers: { authorization: `Bearer ${key}` } });
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    },
    async close() {
      await mqtt.endAsync();
      await twin.remove();
    },
  };
}
