import { expect, test } from '@playwright/test';
import { TwinProcess } from './twin-process.ts';

test('4.2.7, 6.4.4-5 simulate: a load test in a site of its own, everything stored and pushed, and nothing of it left', async () => {
  const twin = await TwinProcess.create(undefined, { TWIN_DEMO: '0' });
  try {
    const told = await twin.command('simulate', '--devices', '200', '--rate', '500', '--seconds', '3', '--json');
    const result = JSON.parse(told.trim().split('\n').at(-1) ?? '') as Record<string, number | boolean>;
    expect(result.acknowledged).toBe(result.sent);
    expect(result.stored).toBe(result.sent);
    expect(result.sent).toBeGreaterThan(1_000);
    expect(result).toMatchObject({ hashEqual: true, gaps: 0 });
    expect(result.p99Ms).toBeGreaterThan(0);
    expect(result.alarms).toBeGreaterThan(0);
    await expect(twin.command('simulate', '--devices', '0', '--rate', '1', '--seconds', '1')).rejects.toThrow(
      /--devices 0: expected a whole number from 1 to 200000/,
    );
  } finally {
    await twin.remove();
  }
});
