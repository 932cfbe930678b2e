import { expect, test } from 'vitest';
import { partsFor } from './parts.ts';

const session = (...permissions: string[]) => ({ account: 'x', displayName: 'x', role: null, permissions });

test('7.2.5-3 each part of the settings is for those who may use it, and nothing of them for those who may only look', () => {
  expect(partsFor(session('twin.view'))).toEqual([]);
  expect(partsFor(session('twin.view', 'device.command', 'broadcast.operate'))).toEqual(['arming', 'broadcast']);
  expect(partsFor(session('base.manage', 'broadcast.operate', 'receiver.manage'))).toEqual([
    'rules',
    'arming',
    'broadcast',
    'receivers',
    'wall',
  ]);
});
