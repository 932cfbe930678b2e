import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readConfig, settingsMarkdown } from './config.ts';
import { InputError } from './problem.ts';

describe('settings', () => {
  test('defaults are those of the contract', () => {
    const { config, warnings } = readConfig({});
    expect(config).toMatchObject({ host: '127.0.0.1', port: 8080, mqttPort: 1883, demo: true });
    expect(config.dataDir).toBe(resolve('data'));
    expect(config.databaseUrl).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  test('an empty variable counts as unset', () => {
    expect(readConfig({ TWIN_PORT: '', DATABASE_URL: ' ' }).config).toMatchObject({
      port: 8080,
      databaseUrl: undefined,
    });
  });

  test.each([
    ['TWIN_PORT', '70000'],
    ['TWIN_PORT', '80a'],
    ['TWIN_DEMO', 'yes'],
    ['TWIN_ADMIN_PASSWORD', 'short'],
    ['DATABASE_URL', 'mysql://host/db'],
    ['MQTT_URL', 'localhost:1883'],
    ['TWIN_MASTER_KEY', 'abc'],
  ])('a faulty %s is refused in one line that names it', (variable, text) => {
    const read = () => readConfig({ [variable]: text });
    expect(read).toThrow(InputError);
    expect(read).toThrow(new RegExp(`^${variable}: [^\\n]+$`));
  });

  test('a secret is never repeated in the refusal', () => {
    expect(() => readConfig({ DATABASE_URL: 'mysql://me:hunter22@host/db' })).not.toThrow(/hunter22/);
  });

  test('an unknown TWIN_ variable is warned about, not ignored silently', () => {
    expect(readConfig({ TWIN_PROT: '1', TWIN_FIXTURES: '/x', TWIN_SIM_SEED: 'a', PATH: '/bin' }).warnings).toEqual([
      'TWIN_PROT: no such setting, ignored (see docs/settings.md)',
    ]);
  });

  test('docs/settings.md is the table in config.ts', async () => {
    await expect(settingsMarkdown()).toMatchFileSnapshot(
      fileURLToPath(new URL('../../docs/settings.md', import.meta.url)),
    );
  });
});
