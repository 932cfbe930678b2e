import { describe, expect, it } from 'vitest';
import { keyChange } from './placing-keys.ts';

const press = (key: string, held: { shiftKey?: boolean; ctrlKey?: boolean } = {}) =>
  keyChange({ key, shiftKey: false, ctrlKey: false, ...held });

describe('6.4.1-2-3 a model is placed by keys alone', () => {
  it.each([
    ['ArrowRight', { rightM: 0.5 }],
    ['ArrowUp', { forwardM: 0.5 }],
    ['PageUp', { upM: 0.5 }],
    ['PageDown', { upM: -0.5 }],
    ['q', { turnDeg: -1 }],
    ['E', { turnDeg: 1 }],
  ])('%s', (key, change) => {
    expect(press(key)).toEqual({ rightM: 0, forwardM: 0, upM: 0, turnDeg: 0, ...change });
  });

  it('Shift makes the arrows turn, Ctrl makes a step a tenth', () => {
    expect(press('ArrowLeft', { shiftKey: true })).toMatchObject({ turnDeg: -1, rightM: 0 });
    expect(press('ArrowLeft', { shiftKey: true, ctrlKey: true })).toMatchObject({ turnDeg: -0.1 });
    expect(press('ArrowDown', { ctrlKey: true })).toMatchObject({ forwardM: -0.05 });
  });

  it('other keys are left to whoever wants them', () => {
    expect(press('a')).toBeNull();
    expect(press('Escape')).toBeNull();
  });
});
